"""XPath 1.0 as forms use it: text to tree to closures, with the ODK functions.

Only the rest of `data.forms` comes in here; nothing in here knows what a form is for.
"""
