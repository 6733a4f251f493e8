"""The built-in pack: forms, pathway, services, directory, areas and words as data, shipped with the program.

Who may come in: whoever needs to read it (``reader``). What never: judgement, the form engine,
keys, a file that is not part of the program, or anything about a real person.
"""
