"""Events that directory reads: none; it is where people come from."""

EVENTS = ()
