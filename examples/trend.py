"""One attribute of a dataset as a model may use it, and a picture of it: `python examples/trend.py GOLD DATASET COLUMN PICTURE [SINCE]`.

GOLD is the URI of a bucket or a folder, PICTURE a file such as trend.png. Only four columns are read, with SINCE (ISO 8601) only what is
later.
"""

import sys

import pandas as pd
from deltalake import DeltaTable

gold, dataset, column, picture = sys.argv[1:5]
since = pd.Timestamp(sys.argv[5] if len(sys.argv) > 5 else "1970", tz="UTC")
share = f"{column}__pct_good"

df = pd.read_parquet(
    f"{gold}/{dataset}.parquet", columns=["asset", "time", column, share], filters=[("time", ">=", since)]
)
about = df.attrs["columns"][column]
unit = about.get("unit", about["kind"])
print(f"{dataset}.{column}: {about['description']}, {len(df)} cells")

# A cell without a value was not good at its beginning; one of few percent was good for a moment alone.
good = df[df[column].notna() & (df[share] >= 50)]
print(f"{len(good)} cells of which half or more is good, {df[column].isna().sum()} without a value")
print(good.groupby("asset")[column].describe()[["count", "min", "mean", "max"]].round(3).to_string())

# The table as it was one version ago: what came late or was corrected since is not in it. Versions are kept for 30 days, as it comes.
table = DeltaTable(f"{gold}/delta/{dataset}")
before = DeltaTable(f"{gold}/delta/{dataset}", version=max(table.version() - 1, 0))
then = before.to_pandas(columns=["asset", "time", column], filters=[("time", ">=", since)])
both = then.merge(df, on=["asset", "time"], suffixes=("_then", ""))
changed = (both[f"{column}_then"] != both[column]) & ~(both[f"{column}_then"].isna() & both[column].isna())
print(
    f"version {table.version()}: {changed.sum()} of {len(both)} cells differ from version {before.version()}, {len(df) - len(both)} are new"
)

# A column an asset; gaps stay gaps, for nothing is drawn across a missing value.
lines = df.pivot(index="time", columns="asset", values=column)
axes = lines.plot(figsize=(10, 4), title=about["description"], xlabel="UTC", ylabel=unit)
axes.figure.savefig(picture, bbox_inches="tight")
print(f"drawn: {picture}")
