"""The judge of the form engine: runs any folder of scenarios (steps and expected facts).

Run as `python -m tests.conformance DIR [--features phase1|all] [--json]`; knows the engine only
through `data.forms`. `own/` is the house's own small set in that format: a household roll, danger
signs, a place and its cascade; written here, compiled by `data.forms.compile`.
"""
