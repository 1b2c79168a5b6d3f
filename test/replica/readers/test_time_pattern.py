from __future__ import annotations

import pytest
from replica.readers.time_pattern import TimePattern, TimePatternError, parse_time_pattern


@pytest.mark.parametrize(
    ("pattern", "format", "has_offset"),
    [
        ("MM/dd/yyyy hh:mm:ss a", "%m/%d/%Y %I:%M:%S %p", False),
        ("M/d/yy h:mm a", "%m/%d/%y %I:%M %p", False),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX", "%Y-%m-%dT%H:%M:%S", True),
        ("yyyy-MM-dd'T'HH:mm:ss,SSS XX", "%Y-%m-%dT%H:%M:%S", True),
        ("dd-MMM-yy HH:mm:ss", "%d-%b-%y %H:%M:%S", False),
        ("EEE, MMMM d, y HH:mm", "%a, %B %d, %Y %H:%M", False),
        ("yyyy-MM-dd HH 'o''clock' mm", "%Y-%m-%d %H o'clock %M", False),
        ("yyyy-MM-dd HH:mm:ss 'Ortszeit'", "%Y-%m-%d %H:%M:%S Ortszeit", False),
        ("yyyy-MM-dd HH:mm:ss '100%'", "%Y-%m-%d %H:%M:%S 100%%", False),
    ],
)
def test_a_pattern_is_read(pattern: str, format: str, has_offset: bool) -> None:
    assert parse_time_pattern(pattern) == TimePattern(format, has_offset)


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("yyyy-MM-dd hh:mm:ss", "without a; HH is meant"),
        ("yyyy-MM-dd HH:mm:ss a", "hh is meant"),
        ("yyyy-MM-dd hh:mm:ss tt", "'a' is meant"),
        ("YYYY-MM-dd HH:mm:ss", "'yyyy' is meant"),
        ("DD.MM.YYYY HH:mm:ss", "'dd' is meant"),
        ("yyyy-MM-DD HH:mm:ss", "'dd' is meant"),
        ("dd/mm/yyyy HH:mm:ss", "no field for a month"),
        ("MM/dd/yyyy HH:MM:ss", "no field for minutes"),
        ("yyyy-MM-dd", "no field for an hour"),
        ("HH:mm:ss", "no field for a year"),
        ("", "no field for a year"),
        ("SSS", "without a point"),
        ("yyyy-MM-dd HH:mm:ssSSS", "without a point"),
        ("yyyy-MM-dd HH:mm:ss:SSS", "without a point"),
        ("yyyy-MM-dd'THH:mm:ss", "'T', which is no field|not closed"),
        ("yyyy-MM-dd HH:mm:ss'", "not closed"),
        ("XXX yyyy-MM-dd HH:mm:ss", "behind the offset"),
        ("yyyy-MM-dd HH:mm:ss VV", "'XXX' is meant"),
        ("yyyy-MM-dd HH:mm:ss zzz", "'XXX' is meant"),
        ("yyyy-MM-dd kk:mm:ss", "'HH' is meant"),
        ("dd-MMM-yyyy HH:mm:ss.fff", "'SSS' is meant"),
        ("yyy-MM-dd HH:mm:ss", "'yyy', which is no field"),
    ],
)
def test_a_pattern_that_reads_times_wrongly_or_not_at_all_is_refused_with_the_one_that_is_meant(
    pattern: str, word: str
) -> None:
    with pytest.raises(TimePatternError, match=word):
        parse_time_pattern(pattern)
