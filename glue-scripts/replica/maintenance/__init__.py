"""Upkeep of the tables: fewer files, and no history older than promised. It changes no row."""
