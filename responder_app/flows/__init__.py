"""The conversations: one file a conversation, joining a screen's signals to the verbs of the work.

The assembly comes in. They speak to the screens of ``ui`` and to the Keeper through the Bridge.
Never here: Qt itself, keys, SQL, the network.
"""
