"""Who may look at a file beyond those who work on it: a reason, an emergency, a seal, a wall, a second person."""
