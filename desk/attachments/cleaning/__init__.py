"""Judges a file by its content and writes it anew without what it tells about its maker.

Runs in a process of its own (`__main__`), with bounds on memory and time: a file that breaks a library breaks that
process alone. No Django, no database, no network.
"""
