"""How Alembic runs the steps in `versions`: only `store.migrate` comes in. Never here: the tables.

A test compares what the steps make with what `store.tables` says.
"""
