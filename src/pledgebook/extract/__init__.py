"""Claims out of a reading: one file for each kind of claim."""
