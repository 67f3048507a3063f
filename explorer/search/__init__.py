"""What answers a query at once, and counts what it found."""
