"""Every screen, looked at: invented data, both languages, both themes, two sizes, PNGs and checks.

Run as `python -m tests.screens OUT`. Never: real people, the store, the network.
"""
