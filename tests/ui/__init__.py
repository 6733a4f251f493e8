"""Tests of the window; offscreen, small, with invented people."""
