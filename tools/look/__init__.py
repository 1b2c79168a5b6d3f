"""Looks at the tables of a replica: for `airlock local tables` and `airlock local query`."""
