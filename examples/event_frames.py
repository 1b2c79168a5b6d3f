"""Event frames beside a dataset: `python examples/event_frames.py GOLD SILVER DATASET SITE`, the first two each the URI of a bucket or a
folder, the last the site that the dataset is of: frames of another one may have the same assets.

A sample that falls into several frames, such as a batch and its phase, comes once for each; one that falls into none stays out. Silver
needs rights of its own: a notebook reads gold alone.
"""

import sys

import pandas as pd
from deltalake import DeltaTable

gold, silver, dataset, site = sys.argv[1:]
wanted = ["name", "template", "asset", "start_time", "end_time", "is_current", "site"]


def key(names: pd.Series) -> pd.Series:
    """What tells one asset from another: neither case nor blanks."""
    return names.str.split().str.join(" ").str.lower()


samples = DeltaTable(f"{gold}/delta/{dataset}").to_pandas()
frames = DeltaTable(f"{silver}/delta/pi_event_frame").to_pandas(columns=wanted)
frames = frames[frames["is_current"] & (frames["site"] == site)].drop(columns=["is_current", "site"])

both = samples.assign(key=key(samples["asset"])).merge(
    frames.assign(key=key(frames.pop("asset"))), on="key"
)
has_begun = both["time"] >= both["start_time"]
has_ended = both["time"] >= both["end_time"]  # of an open frame there is no end, and this is false
print(both[has_begun & ~has_ended].groupby(["template", "name"])["time"].agg(["count", "min", "max"]).to_string())
