"""The content: forms, pathway, services, areas, guide and words as data, built in or in a pack.

Who may come in: whoever needs to read it (``reader``); who takes or publishes a city's pack
(``pack``). What never: judgement, the form engine, a key that is kept, or anything about a real
person. A pack's files are a stranger's until ``pack.verify`` has said otherwise.
"""
