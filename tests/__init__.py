"""All tests, mirroring the rooms of the house; nothing of the program imports them."""
