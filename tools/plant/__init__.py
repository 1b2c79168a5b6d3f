"""The plant: real process data written through the airlock, with faults from a seed and the truth about them."""
