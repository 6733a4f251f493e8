"""A second reader of the wire, written from PROTOCOL.md alone: it imports none of our code."""
