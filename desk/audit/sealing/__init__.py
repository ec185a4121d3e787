"""Closes the trail: events become leaves of a tree, and its signed head goes where the database cannot reach."""
