"""Guesses of how a file is to be read, a file a guess: each counts what fits, says what it found, and asks where two things fit."""
