"""The mailbag's numbered SQL steps. A published step is never edited; a change is a new number."""
