"""This product as the tool that is tried: the only part that knows its buckets, jobs and tables."""
