"""The verbs: one file a thing a responder does, as functions of the store.

They run on the Keeper's thread as ``fn(store, ...)`` and return frozen values. Flows, the script
and tests come in. Never here: Qt, the network, words for people.
"""
