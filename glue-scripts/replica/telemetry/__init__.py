"""What a run tells of itself: its measurements, and what its steps took."""
