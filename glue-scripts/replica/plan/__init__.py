"""From the intake's notes to the tasks of a run."""
