"""Tests of the drawers: real files, real encryption, a cheap passphrase cost."""
