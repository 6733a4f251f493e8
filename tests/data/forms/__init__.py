"""Tests of the form language, on small forms of their own."""
