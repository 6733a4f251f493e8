"""The judge of the form engine: runs any folder of scenarios (steps and expected facts).

Run as `python -m tests.conformance DIR [--features phase1|all] [--json]`; knows the engine only
through `data.forms`. `own/` is the house's own small set in that format, written here and compiled
by `data.forms.compile`: a household roll, danger signs, a place and its cascade, other in words and
scales, rows by count, a record that is made, days and places, services from attached tables.
"""
