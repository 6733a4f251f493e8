"""The steps that bring the database to its present shape; Alembic runs them, nobody imports them.

Each step is written once and never changed. Never here: tables as the program sees them today.
"""
