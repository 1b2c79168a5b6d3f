"""Meaning of an answer."""

from __future__ import annotations

from itertools import chain

import pytest
from botocore.exceptions import EndpointConnectionError
from refusals import BY_RIGHT, FOR_ANOTHER_CAUSE, NOT_IMPLEMENTED, Known, error
from tried.clients import OtherAnswerError
from tried.judgement import Verdict, answer_of, ask

KNOWN = Known(True)


def raising(_: Known, error: Exception) -> object:
    raise error


@pytest.mark.parametrize(
    ("code", "status", "verdict"),
    [
        ("AccessDenied", 403, "refused"),
        ("403", 403, "refused"),
        ("AccessDeniedException", 400, "refused"),
        ("NoSuchKey", 404, "unclear"),
        ("404", 404, "unclear"),
        ("SignatureDoesNotMatch", 403, "unclear"),
        ("InvalidAccessKeyId", 403, "unclear"),
        ("ExpiredToken", 400, "unclear"),
        ("ValidationException", 400, "unclear"),
        ("InternalError", 500, "unclear"),
        ("NoSuchTagSet", 404, "accepted"),
        ("MethodNotAllowed", 405, "not implemented"),
        ("PreconditionFailed", 412, "exists already"),
        ("412", 412, "exists already"),
    ],
)
def test_only_a_denial_is_a_refusal(code: str, status: int, verdict: Verdict) -> None:
    assert ask(KNOWN, raising, error(code, status)).verdict == verdict


@pytest.mark.parametrize(("code", "status", "message"), [*chain(*BY_RIGHT.values())])
def test_a_lack_of_rights_is_a_refusal_in_every_service_s_words(code: str, status: int, message: str) -> None:
    assert answer_of(error(code, status, message), KNOWN).verdict == "refused"


@pytest.mark.parametrize(("code", "status", "message"), [*chain(*FOR_ANOTHER_CAUSE.values())])
def test_a_refusal_for_another_cause_proves_no_lack_of_rights(code: str, status: int, message: str) -> None:
    assert answer_of(error(code, status, message), KNOWN).verdict == "unclear"


@pytest.mark.parametrize(("code", "status"), NOT_IMPLEMENTED)
def test_a_service_that_is_not_implemented_refuses_nobody(code: str, status: int) -> None:
    assert answer_of(error(code, status), KNOWN).verdict == "not implemented"


def test_a_wordless_refusal_of_keys_that_do_not_hold_is_none() -> None:
    assert answer_of(error("403", 403), Known(False)).verdict == "unclear"


def test_a_wordless_refusal_without_the_cloud_s_id_is_a_proxy_s() -> None:
    assert answer_of(error("403", 403, by_proxy=True), KNOWN).verdict == "unclear"


def test_no_answer_is_no_refusal() -> None:
    lost = EndpointConnectionError(endpoint_url="https://127.0.0.1:1")
    assert ask(KNOWN, raising, lost).verdict == "unclear"


def test_another_operation_s_answer_is_no_success() -> None:
    other = OtherAnswerError("GetBucketAbac was answered with a listing")
    assert ask(KNOWN, raising, other).verdict == "not implemented"


def test_what_is_answered_is_accepted() -> None:
    assert ask(KNOWN, lambda *_: {"ResponseMetadata": {}}, None).verdict == "accepted"
