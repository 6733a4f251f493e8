"""The city's own drawer: tables, the engine for SQLite or PostgreSQL, and the counters that order.

The handlers of the city come in. Every key begins with ``city``. Never here: HTTP, keys, policy.
"""
