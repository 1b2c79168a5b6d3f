"""A Glue crawler's work: looks at objects and Delta logs, and writes tables and partitions."""
