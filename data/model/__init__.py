"""The nouns everybody speaks: case, danger, consent, service, referral, ticket, road.

Frozen values and what is always true of them. Window, road, drawer and city may all come in.
Never here: input or output, a clock, random numbers, keys.
"""
