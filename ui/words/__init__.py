"""The words people read: catalogues (English source, Indonesian shown first), phrases, failures.

Who may come in: screens, widgets, and flows that need a time or a size put into words.
After a change of words: `python -m tests.ui.words.refresh` brings id.ts and id.qm up to date.
Never: names, stories or any other content of a case.
"""
