from __future__ import annotations

from replica_figures.thinning import Point, thin


def points(*values: float | None) -> list[Point]:
    return list(enumerate(values))


def is_bad(given: list[Point]) -> list[bool]:
    return [value is None for _, value in given]


def test_few_points_stay_as_they_are() -> None:
    given = points(1.0, None, 3.0)

    assert thin(given, is_bad(given), 3) == given


def test_keeps_every_bad_point_and_each_peak_in_order() -> None:
    given = points(*(None if at % 100 == 7 else 50.0 if at == 4_321 else float(at % 3) for at in range(10_000)))

    thinned = thin(given, is_bad(given), 1_000)

    values = [value for _, value in thinned]
    assert len(thinned) <= 1_000
    assert values.count(None) == 100
    assert 50.0 in values
    assert thinned == sorted(thinned, key=lambda point: point[0])


def test_keeps_bad_points_beyond_the_limit() -> None:
    given = points(*[None] * 50, *[1.0] * 50)

    assert is_bad(thin(given, is_bad(given), 10)).count(True) == 50
