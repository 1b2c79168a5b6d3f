"""That a trial tells what an identity can do, for identities with a right too many and a right too few."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import FOLDER, identity
from not_implemented import NOT_IMPLEMENTED
from standin.testing.local_cloud import LocalCloud
from tried.cases import WRITES
from tried.forbidden import try_forbidden
from tried.intended import try_intended
from tried.plan import Identity, Plan
from tried.row import Row

PUT = {
    "Effect": "Allow",
    "Action": ["s3:PutObject", "s3:AbortMultipartUpload"],
    "Resource": f"arn:aws:s3:::*/{FOLDER}*",
}
LEAK = {"Effect": "Allow", "Action": ["s3:GetObjectVersion", "kinesis:GetRecords"], "Resource": "*"}


@pytest.fixture(scope="module")
def leaking(cloud: LocalCloud, plan: Plan) -> list[Row]:
    return list(try_forbidden(plan, identity(cloud, PUT, LEAK)))


def of(rows: list[Row], operation: str, target: str) -> Row:
    [row] = [row for row in rows if (row.operation, row.target) == (operation, target)]
    return row


@pytest.mark.parametrize("operation", ["GetObject (a version)", "CopyObject (a version)"])
def test_a_read_that_passes_is_reported_as_accepted(leaking: list[Row], operation: str) -> None:
    row = of(leaking, operation, "its own object")
    assert (row.wanted, row.owner, row.observed) == ("refused", "accepted", "accepted")


def test_records_read_by_anothers_iterator_are_reported_as_accepted(leaking: list[Row]) -> None:
    assert of(leaking, "GetRecords (with the owner's iterator)", "its own stream").observed == "accepted"


def test_no_other_read_is_reported_as_accepted(leaking: list[Row]) -> None:
    leaks = {"GetObject (a version)", "HeadObject (a version)", "CopyObject (a version)", "UploadPartCopy (a version)"}
    writes = {case.name for group in WRITES for case in group.cases}
    accepted = {row.operation for row in leaking if row.observed == "accepted"}
    assert {name for name in accepted - leaks - writes if not name.startswith("GetRecords")} == set()


def test_nothing_is_left_unclear(leaking: list[Row]) -> None:
    assert [row for row in leaking if "unclear" in (row.owner, row.observed)] == []


@pytest.mark.parametrize("client", NOT_IMPLEMENTED)
def test_no_operation_goes_over_to_those_that_only_the_proof_covers(leaking: list[Row], client: str) -> None:
    missing = {row.operation for row in leaking if row.service == client and row.owner == "not implemented"}
    assert missing == NOT_IMPLEMENTED[client]


def test_what_the_owner_made_for_a_trial_is_gone(cloud: LocalCloud, leaking: list[Row]) -> None:
    buckets = [each["Name"] for each in cloud.client("s3").list_buckets()["Buckets"]]
    assert [name for name in buckets if name.startswith("tried-")] == []


def test_a_write_that_is_refused_is_reported_so(cloud: LocalCloud, plan: Plan) -> None:
    rows = try_intended(plan, identity(cloud, {**PUT, "Resource": "arn:aws:s3:::nowhere/*"}))
    observed: Mapping[str, str] = {row.operation: row.observed for row in rows if row.service == "s3"}
    assert set(observed.values()) == {"refused"}, observed


def test_an_action_opened_on_purpose_is_not_tried(cloud: LocalCloud, plan: Plan) -> None:
    closed = identity(cloud, PUT)
    opened = Identity(**{**vars(closed), "opened": frozenset({"s3:ListBucket"})})
    rows = [row for row in try_forbidden(plan, opened) if row.operation == "ListObjectsV2"]
    assert {row.observed for row in rows} == {"not tried"}


FORBIDDEN_WRITES = {
    ("DeleteObject", "its own object"),
    ("DeleteObject (a version)", "its own object"),
    ("PutBucketPolicy", "landing"),
    ("PutObject", "landing, outside every prefix"),
    ("PutObject", "landing, the other site's prefix"),
    ("PutObject", "landing, a prefix that begins as its own"),
    ("PutObject", "landing, its own site by another feeder"),
    *(("PutObject", layer) for layer in ("bronze", "silver", "gold", "the access logs")),
    ("PutRecord", "another feeder's stream"),
}


@pytest.mark.parametrize(("operation", "target"), sorted(FORBIDDEN_WRITES))
def test_a_forbidden_write_is_refused_to_the_plant_and_done_by_the_owner(
    leaking: list[Row], operation: str, target: str
) -> None:
    row = of(leaking, operation, target)
    assert (row.wanted, row.owner, row.observed) == ("refused", "accepted", "refused"), row.answer


@pytest.mark.parametrize(
    ("operation", "target"),
    [
        ("PutObject (in an archive class)", "its own prefix"),
        ("PutObject (upload_file)", "its own prefix"),
        ("PutObject (without If-None-Match)", "its own object"),
    ],
)
def test_a_forbidden_form_that_no_policy_forbids_is_reported_as_accepted(
    leaking: list[Row], operation: str, target: str
) -> None:
    assert of(leaking, operation, target).observed == "accepted"


def test_what_only_a_sender_must_be_refused_is_not_tried_as_a_pi_integrator(cloud: LocalCloud, plan: Plan) -> None:
    integrator = Identity(**{**vars(identity(cloud, PUT)), "profile": "pi-integrator"})
    tried = {row.operation for row in try_forbidden(plan, integrator)}
    assert tried.isdisjoint({"PutObject (upload_file)", "PutObject (without If-None-Match)"})


def test_a_write_opened_on_purpose_is_not_tried(cloud: LocalCloud, plan: Plan) -> None:
    opened = Identity(**{**vars(identity(cloud, PUT)), "opened": frozenset({"s3:DeleteObject"})})
    observed = {row.operation: row.observed for row in try_forbidden(plan, opened) if row.target == "its own object"}
    assert (observed["DeleteObject"], observed["DeleteObject (a version)"]) == ("not tried", "refused")


def test_an_identity_with_a_wrong_secret_proves_nothing(cloud: LocalCloud, plan: Plan) -> None:
    known = identity(cloud, PUT)
    mistyped = Identity(**{**vars(known), "keys": {**known.keys, "aws_secret_access_key": "mistyped"}})
    rows = [*try_forbidden(plan, mistyped), *try_intended(plan, mistyped)]
    # The local cloud looks at the rights of a presigned address before it looks at the signature.
    answered = [row.operation for row in rows if row.observed in ("refused", "accepted")]
    assert {*answered} <= {"GetObject (by a presigned address)"}


@pytest.mark.parametrize(("denied", "observed"), [(True, "refused"), (False, "accepted")])
def test_a_put_by_a_session_of_a_static_key_is_tried(
    cloud: LocalCloud, plan: Plan, denied: bool, observed: str
) -> None:
    no_session = {**PUT, "Effect": "Deny", "Condition": {"Null": {"aws:TokenIssueTime": "false"}}}
    statements = [PUT, no_session] if denied else [PUT]
    integrator = Identity(**{**vars(identity(cloud, *statements)), "profile": "pi-integrator"})
    row = of(list(try_forbidden(plan, integrator)), "PutObject (by a session of the key)", "its own prefix")
    assert (row.owner, row.observed) == ("accepted", observed)
