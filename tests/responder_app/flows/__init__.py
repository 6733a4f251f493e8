"""The conversations in the real window, offscreen, over real vaults."""
