"""Delta tables: files that DuckDB writes, commits that delta-rs makes."""
