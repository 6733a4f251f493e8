"""The pockets of the mailbag: outgoing letters, numbers, inbound letters, errands, papers, packs,
attachments on their way up (``blobs``) and down (``wishes``), sticks.

``data.store.mailbag`` joins them. App and courier may come in; the vault is never seen from here.
"""
