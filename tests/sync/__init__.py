"""The road in both directions: protocol, the laptop's end, the city's end."""
