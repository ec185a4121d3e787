"""A running desk, and every place where it could keep what the guard refused."""
