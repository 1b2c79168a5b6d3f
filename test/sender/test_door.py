"""The sender's door against the local cloud, with no right but a sender's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from airlock_sender.door import Door, DoorError, s3_client
from airlock_sender.settings import CloudSettings
from real_door import SITE, RealDoor

KEY = f"site={SITE}/feeder=sender/view=reactor/one.parquet"


@pytest.fixture
def keys(real_door: RealDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in real_door.keys.items():
        monkeypatch.setenv(name, value)


def door_to(real_door: RealDoor, bucket: str, part_bytes: int) -> Door:
    cloud = CloudSettings("mine-site", bucket, "us-east-1", None, real_door.endpoint, str(real_door.ca_file))
    return Door(lambda: s3_client(cloud), bucket, part_bytes)


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("part_bytes", [20 * 1024**2, 5 * 1024**2], ids=["whole", "in parts"])
def test_an_object_is_stored_once_and_never_overwritten(real_door: RealDoor, part_bytes: int) -> None:
    bucket, body = real_door.bucket(), os.urandom(11 * 1024**2)
    door = door_to(real_door, bucket, part_bytes)
    assert door.put(KEY, body) == "stored"
    assert door.put(KEY, body[:-1]) == "exists"
    assert real_door.objects(bucket) == {KEY: body}
    assert "Uploads" not in real_door.client("s3").list_multipart_uploads(Bucket=bucket)


@pytest.mark.usefixtures("keys")
def test_another_sites_prefix_is_refused(real_door: RealDoor) -> None:
    with pytest.raises(DoorError, match="AccessDenied") as refusal:
        door_to(real_door, real_door.bucket(), 1024).put("site=other/feeder=sender/view=reactor/one.parquet", b"x")
    assert refusal.value.was_refused


@pytest.mark.usefixtures("keys")
def test_a_cloud_that_is_not_there_is_no_refusal(real_door: RealDoor, tmp_path: Path) -> None:
    cloud = CloudSettings("mine-site", "landing-none", "us-east-1", None, "https://127.0.0.1:9", str(real_door.ca_file))
    door = Door(lambda: s3_client(cloud), "landing-none")
    with pytest.raises(DoorError) as failure:
        door.put(KEY, b"x")
    assert not failure.value.was_refused


def test_what_cannot_sign_in_may_be_tried_again() -> None:
    def no_program() -> None:
        raise FileNotFoundError(2, "No such file or directory", "aws_signing_helper")

    with pytest.raises(DoorError, match=r"FileNotFoundError: .*aws_signing_helper") as failure:
        Door(no_program, "landing").put("key", b"")
    assert not failure.value.was_refused
