"""The form language: XLSForm/XForms definitions and the engine that fills them in, pure Python.

Who may come in: the work, the flows and the window's question editors, and the city's pack tools.
What never: Qt, the network, the store, keys, the clock (time and new ids are handed in).
"""
