"""The laptop's end of the road: what the courier runs to empty and fill the mailbag.

Only ``responder_app.courier`` and tests may come in. Here: one session with the city (engine),
when to try (loop, backoff), the wire (transport), attachments (blobs), the first handshake (enrol).
Never here: a vault, a passphrase, the inside of a letter.
"""
