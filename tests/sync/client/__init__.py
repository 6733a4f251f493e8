"""The laptop's end of the road, against the real city on loopback."""
