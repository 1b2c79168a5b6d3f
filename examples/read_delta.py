"""Tables of Delta as data frames: `python examples/read_delta.py [GOLD] [SILVER]`, each the URI of a bucket or a folder.

A table's folder also holds files that are outdated: only its log says which count, so `pd.read_parquet` on the folder, or on what the
catalogue has of it, gives rows twice. Silver needs rights of its own: a notebook reads gold alone.
"""

import sys

import pandas as pd
from deltalake import DeltaTable


def read(layer: str, table: str, **only: object) -> pd.DataFrame:
    """The table as it is now; `columns` and `filters` as `DeltaTable.to_pandas` takes them."""
    return DeltaTable(f"{layer}/delta/{table}").to_pandas(**only)


gold, silver = (*sys.argv[1:], "s3://my-plant-data-gold")[0], (*sys.argv[2:], None)[0]

columns = read(gold, "column_name")
dataset = columns["dataset"].iloc[0]
print(columns.loc[columns["dataset"] == dataset, ["column", "attribute", "unit"]].to_string(index=False))

df = read(gold, dataset)
print(f"{dataset}: {len(df)} rows, of version {DeltaTable(f'{gold}/delta/{dataset}').version()}")
last = read(gold, dataset, filters=[("month", "=", df["month"].max())])
print(f"{dataset}: {len(last)} rows in {df['month'].max()}")

if silver:
    tags = read(silver, "tag", columns=["tag_id", "unit", "valid_from", "is_current"])
    print(tags[tags["is_current"]].to_string(index=False))
