"""The stories of a responder's day, with real processes: windows, couriers, a city."""
