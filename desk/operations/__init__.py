"""What whoever keeps the desk running may know of it: whether it works and how fast, and never about whom."""
