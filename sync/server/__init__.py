"""The city: the far end of the road. It stores sealed letters, orders them, and says what it has.

Only the road's protocol, the nouns and the ops come in here. It reads the outside of letters and
never the inside. Never here: the laptop's drawer, windows, the work, any secret of a person.
"""
