"""The jobs' beginnings and ends."""
