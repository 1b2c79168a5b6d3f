"""The rules, a SQL file a step."""
