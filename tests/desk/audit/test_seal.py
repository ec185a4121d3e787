"""Events get their place in a signed tree; an advice when its day is over, in no order that says anything."""
