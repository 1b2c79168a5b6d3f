"""What tests need of a local cloud: one on a port and in a folder of its own, and resources for it."""
