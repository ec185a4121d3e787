"""How well and how fast the guard reads, in tables: `make bench`. Figures to look at, never a test of the clock."""
