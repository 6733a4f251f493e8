"""Tests of the letters: bytes, seals, papers, and the fold."""
