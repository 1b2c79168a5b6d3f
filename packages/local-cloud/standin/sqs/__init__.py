"""Queues: what reaches them, and in whose turn it is handed out."""
