"""Patterns of metric filters on events in JSON, and those that are refused because nothing here would match them."""

from __future__ import annotations

import pytest
from standin.cloudwatch.filter_patterns import PatternError, compile_pattern, value_at

EVENT = {
    "errorCode": "AccessDenied",
    "readOnly": True,
    "count": 3,
    "none": None,
    "userIdentity": {"arn": "arn:aws:iam::1:user/acme/app/dev/plant/pi", "sessionContext": {}},
    "resources": [{"ARN": "arn:aws:s3:::landing/a[1]?"}],
}
PLANT = '$.userIdentity.arn = "*:user/acme/app/dev/plant/*"'
ISSUER = '$.userIdentity.sessionContext.sessionIssuer.arn = "*:role/acme/app/dev/plant/*"'


@pytest.mark.parametrize(
    "pattern",
    [
        f'{{ ($.errorCode = "AccessDenied*" || $.errorCode = "*Unauthorized*") && ({PLANT} || {ISSUER}) }}',
        '{$.errorCode="AccessDenied"}',
        "{ $.errorCode = AccessDenied }",
        "{ $.errorCode = * }",
        '{ $.errorCode != "Throttl*" }',
        '{ $.absent != "a" }',
        "{ $.errorCode EXISTS && $.absent NOT EXISTS }",
        "{ $.none EXISTS }",
        "{ $.count = 3 && $.count != 4 }",
        '{ $.readOnly = "true" }',
        '{ $.resources[0].ARN = "arn:aws:s3:::landing/a[1]?" }',
        "{ $.absent EXISTS && $.absent EXISTS || $.errorCode EXISTS }",
    ],
)
def test_an_event_matches(pattern: str) -> None:
    assert compile_pattern(pattern)(EVENT)


@pytest.mark.parametrize(
    "pattern",
    [
        f'{{ $.errorCode = "Throttling" && {PLANT} }}',
        f"{{ {ISSUER} }}",
        '{ $.errorCode = "accessdenied" }',
        '{ $.errorCode = "Access" }',
        '{ $.absent = "*" }',
        '{ $.errorCode != "Access*" }',
        "{ $.absent EXISTS }",
        "{ $.errorCode NOT EXISTS }",
        "{ $.count = 4 }",
        '{ $.resources[1].ARN = "*" }',
        '{ $.resources[0].ARN = "arn:aws:s3:::landing/a1x" }',
        "{ $.errorCode EXISTS && ($.absent EXISTS || $.count = 4) }",
    ],
)
def test_an_event_does_not_match(pattern: str) -> None:
    assert not compile_pattern(pattern)(EVENT)


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("", "wanted {"),
        ("ERROR", "got ERROR, wanted {"),
        ("[ip, user, ..., status = 403]", "not known"),
        ('{ $.a = "b"', "got its end, wanted }"),
        ('{ ($.a = "b" }', r"got }, wanted \)"),
        ('{ $.a = "b" } x', "wanted nothing after }"),
        ("{ $.a > 3 }", "not known"),
        ("{ $.a IS TRUE }", "got IS, wanted ="),
        ("{ $.a = %b% }", "not known"),
        ('{ $.a = "b" && }', "wanted a selector"),
        ("{ $.a = && }", "wanted a text or a number"),
        ('{ a = "b" }', "wanted a selector"),
    ],
)
def test_a_pattern_of_another_kind_is_refused_by_name(pattern: str, named: str) -> None:
    with pytest.raises(PatternError, match=named):
        compile_pattern(pattern)


def test_a_value_is_found_by_its_selector() -> None:
    assert value_at(EVENT, "$.resources[0].ARN") == "arn:aws:s3:::landing/a[1]?"
    assert value_at(EVENT, "$.userIdentity.none") is None
