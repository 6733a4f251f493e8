"""Judgement, and only that: how grave the danger is, what to do next, what may be passed on.

Who may come in: work and flows. What never: files, windows, the network, the clock, new ids -
everything needed is handed in, so that each rule can be tried by itself.
"""
