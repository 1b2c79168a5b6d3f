"""From a cell of gold back to where it is from, in words."""
