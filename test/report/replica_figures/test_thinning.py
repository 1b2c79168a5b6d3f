from __future__ import annotations

import polars as pl
from replica_figures.thinning import thin

IS_BAD = pl.col("value").is_null()


def test_few_points_stay_as_they_are() -> None:
    points = pl.DataFrame({"value": [1.0, None, 3.0]})

    assert thin(points, IS_BAD, 3).equals(points)


def test_keeps_every_bad_point_and_each_peak_in_order() -> None:
    values = [None if at % 100 == 7 else 50.0 if at == 4_321 else float(at % 3) for at in range(10_000)]
    points = pl.DataFrame({"at": range(10_000), "value": values})

    thinned = thin(points, IS_BAD, 1_000)

    assert thinned.height <= 1_000
    assert thinned["value"].null_count() == 100
    assert thinned["value"].max() == 50.0
    assert thinned["at"].is_sorted()


def test_keeps_bad_points_beyond_the_limit() -> None:
    points = pl.DataFrame({"value": [None] * 50 + [1.0] * 50}, schema={"value": pl.Float64})

    assert thin(points, IS_BAD, 10)["value"].null_count() == 50
