"""The bytes on the road: frames, the messages inside them, splicing, limits, addresses.

Pure functions over bytes; both ends may come in. No socket, no database, no clock is used here.
``../PROTOCOL.md`` says the same in words, with test vectors.
"""
