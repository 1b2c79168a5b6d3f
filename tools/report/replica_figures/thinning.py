"""Fewer points for a drawing that looks the same."""

from __future__ import annotations

import polars as pl


def thin(points: pl.DataFrame, keep: pl.Expr, most: int) -> pl.DataFrame:
    """At most `most` of `points` (in order, with a column `value`), but every one for which `keep` holds.

    Of the others each stretch gives its lowest and its highest value, so that no peak is lost.
    """
    if points.height <= most:
        return points
    numbered = points.with_row_index("place").with_columns(kept=keep.fill_null(False))
    others = numbered.filter(~pl.col("kept"))
    stretches = max(1, (most - numbered.height + others.height) // 2)
    rank = pl.int_range(pl.len()) * stretches // pl.len()
    extremes = others.group_by(rank.alias("stretch")).agg(
        lowest=pl.col("place").get(pl.col("value").arg_min().fill_null(0)),
        highest=pl.col("place").get(pl.col("value").arg_max().fill_null(0)),
    )
    chosen = pl.concat([extremes["lowest"], extremes["highest"]]).unique()
    is_chosen = pl.col("kept") | pl.col("place").is_in(chosen.implode())
    return numbered.filter(is_chosen).drop("place", "kept")
