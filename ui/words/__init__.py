"""The words people read: catalogues (English source, Indonesian shown first), phrases, failures.

Who may come in: screens, widgets, and flows that need a time or a size put into words.
Never: names, stories or any other content of a case.
"""
