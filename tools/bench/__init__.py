"""The benchmark: the product's jobs against plain DuckDB and Polars on the same rows, with the same output."""
