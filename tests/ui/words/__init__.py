"""Tests of ui/words."""
