"""The responder's desktop app: judgement (rules), verbs (work), conversations (flows), roots.

Who may come in: nobody imports the app; it is the roof. What never: an import here, or a secret.
"""

__version__ = "0.1.0"
