"""Tests of the city, on real databases, with real certificates and real frames."""
