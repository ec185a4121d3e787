"""The professionals' portal: the five steps of the Meldcode, and a report under one's own name."""
