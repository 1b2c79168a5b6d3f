"""Tries with real credentials what an identity of a plant must not read and what it must be able to write."""
