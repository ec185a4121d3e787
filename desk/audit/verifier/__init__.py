"""Checks the trail against what was signed. Written apart from what seals it: nothing of the writer is used here."""
