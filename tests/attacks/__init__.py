"""What a thief, a stranger or a broken city tries, and what it must not reach."""
