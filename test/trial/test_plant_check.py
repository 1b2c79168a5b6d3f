"""That a plant can trust what extraction/plant_check.py says of its airlock, on clean ones and on ones with a hole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import plant_check
import pytest
from botocore.exceptions import ClientError
from plants import DENIES, KMS, NEIGHBOUR, OVERWRITE, SESSION, STREAM, Plant, allow, plant
from refusals import Known
from standin.testing.local_cloud import ROOT, Keys, LocalCloud
from tried.judgement import answer_of

CHECK = plant_check.Check("read", "s3:HeadObject")


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, stream: str) -> Run:
    """Runs the script as a plant: its exit code, what it printed, and what it complained of."""

    def as_plant(plant: Plant, *words: str) -> tuple[int, str, str]:
        for name in ("aws_access_key_id", "aws_secret_access_key", "aws_session_token"):
            monkeypatch.setenv(name.upper(), plant.keys.get(name, ""))
        monkeypatch.delenv("AWS_PROFILE", raising=False)
        file = tmp_path / "plant.json"
        file.write_text(json.dumps(plant.settings), encoding="utf-8-sig")
        code = plant_check.main(["--settings", str(file), *words])
        return code, *capsys.readouterr()

    return as_plant


@pytest.fixture(scope="session")
def clean(cloud: LocalCloud) -> Plant:
    return plant(cloud)


def told(run: Run, plant: Plant) -> dict[str, Any]:
    code, printed, _ = run(plant, "--json")
    document: dict[str, Any] = json.loads(printed)
    assert document["exit_code"] == code
    return document


def named(document: Mapping[str, Any], mark: str) -> set[str]:
    return {check["name"] for check in document["checks"] if check["mark"] == mark}


@pytest.mark.parametrize("feeder", ["sender", "pi-integrator"])
def test_a_clean_airlock_passes(cloud: LocalCloud, run: Run, feeder: str) -> None:
    document = told(run, plant(cloud, feeder=feeder))
    all_but_one = {check["name"] for check in document["checks"]} - {f"put a record into {STREAM}"}
    assert (document["exit_code"], named(document, "pass")) == (0, all_but_one)


def test_every_right_too_many_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    leaks = ("s3:GetObjectVersion", "s3:GetBucketPolicy", "s3:DeleteObject", "kms:ListKeys", "kinesis:Get*")
    document = told(run, plant(cloud, *(allow(action) for action in leaks)))
    assert document["exit_code"] == 1
    assert named(document, "FAIL") == {
        "read its version",
        "read the bucket's policy",
        *(f"find records in {STREAM}", f"read {STREAM}"),
        "list encryption keys",
        *("delete the probe", "delete several"),
    }


def test_a_probe_that_can_be_read_is_a_failure_by_every_way(cloud: LocalCloud, run: Run) -> None:
    document = told(run, plant(cloud, allow("s3:GetObject")))
    assert document["exit_code"] == 1
    assert named(document, "FAIL") == {
        *("read the probe", "read its first byte", "ask whether it is there", "read it by a presigned link"),
        *("copy it", "copy it into parts"),
    }


def test_if_none_match_that_nobody_asks_for_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    document = told(run, plant(cloud, without={OVERWRITE}))
    assert document["exit_code"] == 1
    bare = {OVERWRITE, "write without If-None-Match", "complete without If-None-Match"}
    assert named(document, "FAIL") == bare


def test_every_form_of_writing_that_is_open_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    document = told(run, plant(cloud, feeder="pi-integrator", without=DENIES))
    assert document["exit_code"] == 1
    # The local cloud has no KMS key of AWS's own to write with.
    assert named(document, "?") == {KMS}
    assert named(document, "FAIL") == {*DENIES} - {OVERWRITE, KMS}


def test_a_session_that_goes_on_without_its_key_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    leaking = plant(cloud, allow("kinesis:DescribeStream"), feeder="pi-integrator", without={SESSION})
    document = told(run, Plant(leaking.keys, {**leaking.settings, "opened": ["kinesis:DescribeStream"]}))
    assert document["exit_code"] == 1
    assert named(document, "FAIL") == {SESSION, f"describe {STREAM} by a session of its key"}


def test_a_prefix_without_its_slash_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    document = told(run, plant(cloud, site="mine*"))
    assert document["exit_code"] == 1
    assert any("/site=mine-x/" in name for name in named(document, "FAIL"))


def test_a_neighbours_prefix_that_is_open_is_a_failure(cloud: LocalCloud, run: Run) -> None:
    document = told(run, plant(cloud, allow("s3:PutObject", f"arn:aws:s3:::*/{NEIGHBOUR}*")))
    assert document["exit_code"] == 1
    [name] = named(document, "FAIL")
    assert NEIGHBOUR in name


def test_a_failure_says_what_it_means_and_what_to_do(cloud: LocalCloud, run: Run) -> None:
    code, printed, _ = run(plant(cloud, allow("s3:GetObjectVersion")))
    assert code == 1
    assert "can read the plant's data. Send nothing more" in printed


def test_what_was_opened_on_purpose_must_work(cloud: LocalCloud, run: Run) -> None:
    opened = {"opened": ["s3:DeleteObject"]}
    open_one, closed = (
        plant(cloud, allow("s3:DeleteObject"), feeder="pi-integrator"),
        plant(cloud, feeder="pi-integrator"),
    )
    assert told(run, Plant(open_one.keys, {**open_one.settings, **opened}))["exit_code"] == 0
    assert "delete the probe" in named(told(run, Plant(closed.keys, {**closed.settings, **opened})), "FAIL")


def test_no_read_is_tried_where_the_write_does_not_pass(clean: Plant, run: Run) -> None:
    document = told(run, Plant(clean.keys, {**clean.settings, "site": "misspelt"}))
    assert (document["exit_code"], "read the probe" in str(document["checks"])) == (1, False)
    assert "Nothing forbidden was tried" in document["verdict"]


@pytest.mark.parametrize(
    ("keys", "settings", "words"),
    [
        ({}, {"endpoint-url": "https://127.0.0.1:1"}, "firewall"),
        ({}, {"ca-bundle": plant_check.boto3.__file__}, "ca-bundle"),
        (ROOT, {}, "credentials of what sends the data"),
        ({"aws_access_key_id": "AKIAUNKNOWNUNKNOWN"}, {}, "does not know the access key"),
        ({"aws_secret_access_key": "mistyped"}, {}, "secret does not belong"),
        ({"aws_access_key_id": "", "aws_secret_access_key": ""}, {"profile": ""}, "Give credentials"),
    ],
)
def test_what_shows_nothing_is_no_pass(
    clean: Plant, run: Run, keys: Keys, settings: Mapping[str, object], words: str
) -> None:
    code, printed, _ = run(Plant({**clean.keys, **keys}, {**clean.settings, **settings}))
    assert (code, words in printed) == (2, True), printed


def test_a_service_that_is_out_of_reach_can_be_left_out_but_not_the_landing(clean: Plant, run: Run) -> None:
    code, printed, _ = run(clean, "--skip", "kms")
    assert (code, "decrypt (kms:Decrypt), list" in printed.splitlines()[-1]) == (0, True)
    assert run(clean, "--skip", "s3")[0] == 2


@pytest.mark.parametrize("name", ["site", "feeder", "identity", "bucket", "region"])
def test_a_missing_setting_is_named(clean: Plant, run: Run, name: str) -> None:
    code, printed, complaint = run(Plant(clean.keys, {**clean.settings, name: []}))
    assert (code, printed, f"got no --{name}:" in complaint) == (2, "", True), complaint


@pytest.mark.parametrize("settings", [{"stream": 1}, {"closed-prefix": "a", "site": None}])
def test_a_setting_of_another_kind_is_named(clean: Plant, run: Run, settings: Mapping[str, object]) -> None:
    code, _, complaint = run(Plant(clean.keys, {**clean.settings, **settings}))
    assert (code, "wanted a text or a list of texts" in complaint) == (2, True)


def test_what_was_redirected_on_windows_is_read(clean: Plant, tmp_path: Path) -> None:
    banner = "\r\n> airlock@0.1.0 airlock\r\n> node tools/project/bootstrap.mjs airlock.ts plant-check\r\n\r\n"
    file = tmp_path / "plant.json"
    file.write_text(banner + json.dumps(clean.settings), encoding="utf-16")
    told, _ = plant_check.read_settings(["--settings", str(file)])
    assert (told.bucket, told.site) == (clean.settings["bucket"], "mine")


def test_a_program_is_told_what_people_are_told(cloud: LocalCloud, run: Run) -> None:
    leaking = plant(cloud, allow("s3:GetObjectVersion"))
    document, (_, printed, _) = told(run, leaking), run(leaking)
    rows = [re.split(r" {2,}", line) for line in printed.splitlines()]
    for check in document["checks"]:
        assert [check["mark"], check["name"], check["operation"], check["got"]] in rows
    assert document["verdict"] in printed


def test_probes_lie_where_the_intake_lets_none_further(cloud: LocalCloud, run: Run) -> None:
    leaking = plant(cloud, without=OVERWRITE)
    run(leaking)
    listed = cloud.client("s3").list_objects_v2(Bucket=leaking.settings["bucket"])["Contents"]
    assert [each["Key"] for each in listed if "/view=_probe/run=plant-check-" not in each["Key"]] == []


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("AccessDenied", 403),
        ("403", 403),
        ("AccessDeniedException", 400),
        ("NoSuchKey", 404),
        ("404", 404),
        ("SignatureDoesNotMatch", 403),
        ("ExpiredToken", 400),
        ("InternalError", 500),
        ("NoSuchTagSet", 404),
        ("MethodNotAllowed", 405),
    ],
)
def test_an_answer_is_judged_as_airlock_tried_does(code: str, status: int) -> None:
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": {"x-amz-request-id": "1"}}
    error = ClientError({"Error": {"Code": code, "Message": ""}, "ResponseMetadata": metadata}, "GetObject")
    told = answer_of(error, Known(True)).verdict
    assert plant_check.judged(error, CHECK, lambda: True)[0] == told.replace("not implemented", "not tried")


def test_a_refusal_by_a_proxy_is_none() -> None:
    response = {"Error": {"Code": "403"}, "ResponseMetadata": {"HTTPStatusCode": 403, "HTTPHeaders": {}}}
    assert plant_check.judged(ClientError(response, "HeadObject"), CHECK, lambda: True)[0] == "unclear"
