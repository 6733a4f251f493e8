"""The letters: signed ops in exact bytes, their seals, chains, certificates, and the fold.

Drawer, road, city and work come in. Pure: bytes and values in, bytes and values out.
Never here: files, a database, the network, a clock, random numbers that nobody passed in
(except the one-time half of an HPKE wrap, which the library draws).
"""
