"""One file a screen, each with the frozen values it shows beside it.

Who may come in: the main window, and flows (for the models). Never: anything that reads or writes.
"""
