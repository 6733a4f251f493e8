"""The locked drawers of a laptop: one vault a person, one mailbag a machine, both SQLCipher.

Who may come in: ``responder_app`` (through the Keeper's thread) and, for ``mailbag``, ``mail``,
``device``, ``cipher`` and ``steps`` alone, the courier. Never here: windows, the network, form
logic, sentences for people; and no path that deletes or re-creates a file because of an error.
"""
