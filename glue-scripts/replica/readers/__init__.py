"""From objects to cells: one reader a kind of view, each with the same face."""

from __future__ import annotations

from replica.readers import long_parquet, tag_snapshot, wide_csv
from replica.readers.reader import Reader

READERS: dict[str, Reader] = {
    "long-parquet": long_parquet.open_objects,
    "tag-snapshot": tag_snapshot.open_objects,
    "wide-csv": wide_csv.open_objects,
}
"""A further kind of view is a file beside these and a line here."""
