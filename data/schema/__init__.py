"""The numbered steps that make and change the two databases of a laptop, as SQL.

``data.store.migrations`` reads them. Never here: Python that does anything, or a changed old step.
"""
