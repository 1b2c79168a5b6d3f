"""What a good engineer would write in half a day: the same rows out, without accounts, revisions and repair."""
