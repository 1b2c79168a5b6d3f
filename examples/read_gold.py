"""A data scientist's notebook: gold as one data frame, with no word about where it came from."""

import pandas as pd

df = pd.read_parquet("s3://my-plant-data-gold/reactor_data.parquet")
print(f"{len(df)} rows x {len(df.columns)} columns, {df['time'].min()} to {df['time'].max()}")
print(df.iloc[:3, :5])
