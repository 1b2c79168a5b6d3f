"""What an answer says."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from tried.clients import OtherAnswerError
from tried.judgement import Verdict, ask


def raising(error: Exception) -> object:
    raise error


def error(code: str, status: int) -> ClientError:
    response = {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "GetObject")


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
        ("NoSuchTagSet", 404, "allowed"),
        ("MethodNotAllowed", 405, "not implemented"),
    ],
)
def test_only_a_denial_is_a_refusal(code: str, status: int, verdict: Verdict) -> None:
    assert ask(lambda: raising(error(code, status))).verdict == verdict


def test_no_answer_is_no_refusal() -> None:
    assert ask(lambda: raising(EndpointConnectionError(endpoint_url="https://127.0.0.1:1"))).verdict == "unclear"


def test_another_operation_s_answer_is_no_success() -> None:
    assert ask(lambda: raising(OtherAnswerError("GetBucketAbac was answered with a listing"))).verdict == (
        "not implemented"
    )


def test_what_is_answered_is_allowed() -> None:
    assert ask(lambda: {"ResponseMetadata": {}}).verdict == "allowed"
