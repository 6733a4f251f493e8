"""The window: all of Qt, and no work.

Here: the application object, the main window, screens, small widgets, words and the look.
Who may come in: `responder_app.flows` and `responder_app.assembly`. A screen takes frozen values
and emits signals. Never: the store, the network, keys, judgement about a case.
"""
