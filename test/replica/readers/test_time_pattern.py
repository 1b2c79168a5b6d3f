from __future__ import annotations

import json
from pathlib import Path

import pytest
from replica.readers.time_pattern import TimePattern, TimePatternError, parse_time_pattern

PATTERNS = json.loads((Path(__file__).parents[2] / "support/time-patterns.json").read_text(encoding="utf-8"))
"""What the configuration refuses too: test/config/time-pattern.test.ts."""


@pytest.mark.parametrize(
    ("pattern", "format", "has_offset"),
    [
        ("MM/dd/yyyy hh:mm:ss a", "%m/%d/%Y %I:%M:%S%p", False),
        ("M/d/yy h:mm\u202fa", "%m/%d/%y %I:%M%p", False),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX", "%Y-%m-%dT%H:%M:%S", True),
        ("yyyy-MM-dd'T'HH:mm:ss,SSS XX", "%Y-%m-%dT%H:%M:%S", True),
        ("dd-MMM-yy\u00a0 HH:mm:ss", "%d-%b-%y %H:%M:%S", False),
        ("EEE, MMMM d, y HH:mm", "%a, %B %d, %Y %H:%M", False),
        ("yyyy-MM-dd HH 'o''clock' mm", "%Y-%m-%d %H o'clock %M", False),
        ("yyyy-MM-dd HH:mm:ss 'zVxXO'", "%Y-%m-%d %H:%M:%S zVxXO", False),
        ("yyyy-MM-dd HH:mm:ss '100%'", "%Y-%m-%d %H:%M:%S 100%%", False),
    ],
)
def test_a_pattern_is_read(pattern: str, format: str, has_offset: bool) -> None:
    assert parse_time_pattern(pattern) == TimePattern(format, has_offset)


@pytest.mark.parametrize("pattern", PATTERNS["read"])
def test_a_pattern_that_the_configuration_takes_is_read(pattern: str) -> None:
    parse_time_pattern(pattern)


@pytest.mark.parametrize(("pattern", "word"), PATTERNS["refused"].items())
def test_a_pattern_that_reads_times_wrongly_or_not_at_all_is_refused_with_the_one_that_is_meant(
    pattern: str, word: str
) -> None:
    with pytest.raises(TimePatternError) as refused:
        parse_time_pattern(pattern)
    assert word in str(refused.value)
