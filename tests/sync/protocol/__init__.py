"""The bytes of the road: frames, streams, records, answers."""
