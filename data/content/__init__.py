"""The built-in pack, shipped with the program: forms, pathway, services, areas and words as data.

Who may come in: whoever needs to read it (``reader``). What never: judgement, the form engine,
keys, a file that is not part of the program, or anything about a real person.
"""
