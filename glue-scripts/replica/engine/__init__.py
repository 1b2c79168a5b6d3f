"""DuckDB as every task has it: bounded, offline, in UTC, with the rules' macros."""
