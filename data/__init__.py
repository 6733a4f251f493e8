"""The ground of the house: the nouns, the letters, the form language, the drawers, the content.

Everybody stands on it; it knows nobody above it. Never here: windows, the network, the city.
"""
