"""What a command costs, with everything that it starts: CPU seconds, wall seconds and memory. Linux only."""
