"""A desk is broken and put back to a moment, and everything that must hold afterwards is looked at."""
