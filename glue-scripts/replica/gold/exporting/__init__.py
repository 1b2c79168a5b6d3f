"""What data scientists read, made from the table."""
