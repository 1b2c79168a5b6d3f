"""A local cloud for tests: one on a port and in a folder of its own, and resources for it."""
