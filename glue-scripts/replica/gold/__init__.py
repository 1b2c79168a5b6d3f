"""Gold: each dataset on its grid, as a Delta table of months and as one Parquet object."""
