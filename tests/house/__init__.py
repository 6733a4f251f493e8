"""Checks of the house itself: its rooms, its names, its locks, its texts."""
