"""Backups of the desk: made, checked, thrown away in time, and what must be done when one was put back."""
