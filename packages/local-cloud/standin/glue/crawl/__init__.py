"""What a Glue crawler does: looks at objects and Delta logs, and writes tables and partitions."""
