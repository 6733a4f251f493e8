"""The vault's tables, one file each: rows to values and back, with the SQL that owns them.

Only ``data.store.store`` builds them, on the Keeper's thread. Never here: rules, folding, keys.
"""
