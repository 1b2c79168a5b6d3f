"""Polars reads the tables like the others; it is in the environment of the benchmark alone."""

from __future__ import annotations

import pytest
from questions import FILTER_NAMES, FILTERS, Answers, assert_exact


def test_polars_has_the_same_rows_of_every_table(answers: Answers) -> None:
    assert answers("polars")[0] == answers("duckdb")[0]


@pytest.mark.parametrize("number", range(len(FILTERS)), ids=FILTER_NAMES)
def test_a_filter_of_polars_finds_exactly_the_rows_that_it_is_true_of(answers: Answers, number: int) -> None:
    assert_exact(answers, "polars", number)
