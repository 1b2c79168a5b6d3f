"""Whole objects by name, in an S3 bucket or in a folder."""
