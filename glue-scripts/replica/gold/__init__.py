"""Silver to gold."""
