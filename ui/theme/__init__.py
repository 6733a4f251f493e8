"""The look in one place: tokens of both themes, the stylesheet, icons and the font.

Who may come in: everything in ui. Never: a colour or a measure written anywhere else.
"""
