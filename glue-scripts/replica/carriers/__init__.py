"""Who carries a run's tasks: this process, processes of their own, or Spark. All give the same."""
