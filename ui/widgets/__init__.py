"""Small widgets that several screens share: pills, cards, rows, question editors, bars.

Who may come in: screens and the main window. Never: a case, a key, a decision.
"""
