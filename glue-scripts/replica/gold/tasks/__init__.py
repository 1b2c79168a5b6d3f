"""What runs by itself, JSON in and out: a window of a dataset, and a file that gets new columns."""
