"""The built-in compression dictionaries of the letters, by the number a letter's header names.

Whoever seals or opens letters may read them. Trained on invented text only
(``packaging/train_dictionary.py``); a number once shipped keeps its bytes for ever, and a city's
pack may not bring one. Here is only the reader, ``shipped.py``, and the files.
"""
