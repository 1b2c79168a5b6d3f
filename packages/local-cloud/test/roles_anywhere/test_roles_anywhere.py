"""A plant gets a session of its role with its certificate, and each thing that is wrong about it is a refusal."""

from __future__ import annotations

import dataclasses
import datetime
import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from plant_certificates import DAY, NOW, Holder, authority, plant, revocations
from plant_sites import ACTIONS, Site, create_session, deployed, helper, keys_of, site
from standin.testing.local_cloud import LocalCloud, policy


@pytest.fixture(scope="module")
def north(cloud: LocalCloud) -> Site:
    return deployed(cloud, authority())


def test_a_certificate_gets_a_session_that_may_do_what_the_role_may(north: Site, tmp_path: Path) -> None:
    holder, bucket = plant(north.ca), north.cloud.bucket()
    done = north.ask(holder, tmp_path)
    keys = keys_of(done)
    who, _, session = north.cloud.client("sts", keys).get_caller_identity()["Arn"].rpartition("/")
    assert who == f"arn:aws:sts::000000000000:assumed-role/{north.role.rsplit('/', 1)[-1]}"
    assert int(session, 16) == holder.certificate.serial_number
    s3 = north.cloud.client("s3", keys)
    s3.put_object(Bucket=bucket, Key="site=north/a", Body=b"1")
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.get_object(Bucket=bucket, Key="site=north/a")
    expires = datetime.datetime.fromisoformat(json.loads(done.stdout)["Expiration"])
    assert abs(expires - datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)).total_seconds() < 60


def test_a_certificate_below_an_intermediate_of_the_bundle_is_taken(cloud: LocalCloud, tmp_path: Path) -> None:
    at = deployed(cloud, authority("Site CA", above=authority()))
    assert at.ask(plant(at.ca), tmp_path).returncode == 0


def test_the_profile_makes_a_session_shorter(cloud: LocalCloud, tmp_path: Path) -> None:
    at = deployed(cloud, authority(), seconds=900)
    done = at.ask(plant(at.ca), tmp_path)
    expires = datetime.datetime.fromisoformat(json.loads(done.stdout)["Expiration"])
    assert 840 < (expires - datetime.datetime.now(datetime.UTC)).total_seconds() <= 900


def test_parameters_may_stand_in_the_body_and_what_is_signed_is_what_counts(north: Site) -> None:
    holder = plant(north.ca)
    assert create_session(north, holder, {"durationSeconds": 900}).startswith("201 ")
    changed = create_session(north, holder, {"durationSeconds": 900}, sent={"durationSeconds": 901})
    assert changed.startswith("403 ")
    assert "not that of the certificate's key" in changed
    assert create_session(north, holder, {"durationSeconds": 899}).startswith("400 ")


def test_a_session_is_not_longer_than_the_role_allows(cloud: LocalCloud) -> None:
    at = deployed(cloud, authority(), seconds=7200)
    answer = create_session(at, plant(at.ca), {"durationSeconds": 7200})
    assert answer.startswith("403 ")
    assert "allows sessions of 3600 seconds, wanted 7200" in answer


@pytest.mark.parametrize("principal", [{"Service": "rolesanywhere.amazonaws.com"}, "*", {"AWS": "*"}])
def test_a_deny_in_the_trust_policy_wins(cloud: LocalCloud, tmp_path: Path, principal: Any) -> None:
    at, iam = deployed(cloud, authority()), cloud.client("iam")
    name = at.role.rsplit("/", 1)[-1]
    document = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]
    deny = {"Effect": "Deny", "Principal": principal, "Action": "sts:TagSession"}
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=policy(*document["Statement"], deny))
    assert "not authorized to perform sts:TagSession" in at.ask(plant(at.ca), tmp_path).stderr


REFUSED: dict[str, tuple[Callable[[Site], Holder], str]] = {
    "of another authority": (lambda at: plant(authority()), "is not issued by the trust anchor"),
    "that has expired": (lambda at: plant(at.ca, until=NOW - DAY), "is valid from"),
    "of another site": (lambda at: plant(at.ca, "east"), "not authorized to perform sts:AssumeRole"),
    "with the key of another": (
        lambda at: dataclasses.replace(plant(at.ca), key=plant(at.ca).key),
        "not that of the certificate's key",
    ),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_certificate_is_refused(north: Site, tmp_path: Path, which: str) -> None:
    make, reason = REFUSED[which]
    done = north.ask(make(north), tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("refused (403): ")
    assert reason in done.stderr


@pytest.mark.parametrize("missing", ACTIONS)
def test_a_trust_policy_allows_all_three_actions(cloud: LocalCloud, tmp_path: Path, missing: str) -> None:
    at = deployed(cloud, authority(), actions=[action for action in ACTIONS if action != missing])
    assert f"not authorized to perform {missing} on {at.role}" in at.ask(plant(at.ca), tmp_path).stderr


def test_a_role_that_pins_another_anchor_is_refused(north: Site, cloud: LocalCloud, tmp_path: Path) -> None:
    """Also where the other anchor has the same authority."""
    other = deployed(cloud, north.ca)
    north.api.update_profile(profileId=north.profile.rsplit("/", 1)[-1], roleArns=[north.role, other.role])
    done = north.ask(plant(north.ca), tmp_path, role=other.role)
    assert "not authorized to perform sts:AssumeRole" in done.stderr


def test_a_role_that_the_profile_does_not_name_is_refused(cloud: LocalCloud, tmp_path: Path) -> None:
    at, other = deployed(cloud, authority()), deployed(cloud, authority())
    assert "does not name the role" in at.ask(plant(at.ca), tmp_path, role=other.role).stderr


def test_a_disabled_anchor_and_a_disabled_profile_refuse(cloud: LocalCloud, tmp_path: Path) -> None:
    at = deployed(cloud, authority())
    holder = plant(at.ca)
    anchor, profile = at.anchor.rsplit("/", 1)[-1], at.profile.rsplit("/", 1)[-1]
    at.api.disable_trust_anchor(trustAnchorId=anchor)
    assert f"trust anchor {at.anchor} is disabled" in at.ask(holder, tmp_path).stderr
    at.api.enable_trust_anchor(trustAnchorId=anchor)
    at.api.disable_profile(profileId=profile)
    assert f"profile {at.profile} is disabled" in at.ask(holder, tmp_path).stderr
    at.api.enable_profile(profileId=profile)
    assert at.ask(holder, tmp_path).returncode == 0


def test_a_revoked_certificate_is_refused_while_the_list_is_enabled(cloud: LocalCloud, tmp_path: Path) -> None:
    at = deployed(cloud, authority())
    holder = plant(at.ca)
    imported = at.api.import_crl(
        name="lost", crlData=revocations(at.ca, holder).encode(), enabled=True, trustAnchorArn=at.anchor
    )["crl"]
    assert "is revoked" in at.ask(holder, tmp_path).stderr
    assert at.ask(plant(at.ca), tmp_path).returncode == 0
    at.api.disable_crl(crlId=imported["crlId"])
    assert at.ask(holder, tmp_path).returncode == 0


def test_a_list_of_another_authority_is_not_imported(north: Site) -> None:
    with pytest.raises(ClientError, match="is not signed by the trust anchor"):
        north.api.import_crl(name="foreign", crlData=revocations(authority()).encode(), trustAnchorArn=north.anchor)


def test_what_cloudformation_set_is_told_and_changed_and_gone(cloud: LocalCloud) -> None:
    resources = site(authority(), "north")
    stack = cloud.deploy(resources)
    api, anchor, profile = (
        cloud.client("rolesanywhere"),
        cloud.resource(stack, "Anchor"),
        cloud.resource(stack, "Profile"),
    )
    told = api.get_trust_anchor(trustAnchorId=anchor)["trustAnchor"]
    tags = api.list_tags_for_resource(resourceArn=told["trustAnchorArn"])["tags"]
    assert (told["enabled"], tags) == (True, [{"key": "owner", "value": "plant"}])
    resources["Profile"]["Properties"] |= {"DurationSeconds": 1800, "Enabled": False}
    cloud.deploy(resources, stack)
    changed = api.get_profile(profileId=profile)["profile"]
    assert (changed["durationSeconds"], changed["enabled"]) == (1800, False)
    cloud.delete(stack)
    ids = [each["trustAnchorId"] for each in api.list_trust_anchors()["trustAnchors"]]
    assert anchor not in ids
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        api.get_profile(profileId=profile)


def test_a_bundle_that_is_no_authority_fails_the_deploy(cloud: LocalCloud) -> None:
    with pytest.raises(RuntimeError, match="wanted basic constraints with CA true"):
        cloud.deploy(site(plant(authority()), "north"))


def test_the_api_asks_for_its_own_actions(north: Site) -> None:
    allowed = {"Effect": "Allow", "Action": "rolesanywhere:GetTrustAnchor", "Resource": north.anchor}
    api, anchor = north.cloud.client("rolesanywhere", north.cloud.user(allowed)), north.anchor.rsplit("/", 1)[-1]
    assert api.get_trust_anchor(trustAnchorId=anchor)["trustAnchor"]["trustAnchorArn"] == north.anchor
    with pytest.raises(ClientError, match="rolesanywhere:DisableTrustAnchor"):
        api.disable_trust_anchor(trustAnchorId=anchor)


def test_anchors_and_profiles_outlive_a_restart(own_cloud: LocalCloud, tmp_path: Path) -> None:
    at = deployed(own_cloud, authority())
    own_cloud.end(signal.SIGTERM)
    own_cloud.start()
    assert at.ask(plant(at.ca), tmp_path).returncode == 0


def test_the_helper_speaks_to_this_machine_only(cloud: LocalCloud) -> None:
    arns = [
        part for name in ("trust-anchor", "profile", "role") for part in (f"--{name}-arn", "arn:aws:a:us-east-1:1:b")
    ]
    done = helper(cloud, *arns, "--certificate", "a", "--private-key", "b", "--endpoint", "https://example.com")
    assert (done.returncode, done.stderr) == (1, "the endpoint must be on this machine, got https://example.com\n")
