"""Every request that must be refused, with the places where it is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tried.case import Case
from tried.cases import buckets, control, keys, objects, streams, writes
from tried.ground import keys as keys_ground
from tried.ground import writes as writes_ground
from tried.ground.control import controlled
from tried.ground.made_bucket import locked_objects
from tried.ground.objects import stored_buckets, stored_objects, versioned_objects
from tried.ground.preparation import Preparation
from tried.ground.records import other_streams
from tried.ground.streams import streams as deployed_streams
from tried.places import Account
from tried.plan import Identity


@dataclass(frozen=True)
class Group:
    """Cases that are tried on the same places."""

    service: str
    """Client of boto3."""
    cases: tuple[Case[Any], ...]
    places: Callable[[Preparation], tuple[Any, ...]]
    """Makes the places; every one of them has its `target`, in words."""
    concerns: Callable[[Identity], bool] = lambda _: True
    """That an identity must be refused these."""


def _account(preparation: Preparation) -> tuple[Account]:
    plan = preparation.plan
    channel = f"arn:aws:kinesis:{plan.region}:{plan.account}:channel/tried"
    return (Account("the account", plan.account, channel),)


def _creates_only(identity: Identity) -> bool:
    return identity.creates_only


def _has_static_key(identity: Identity) -> bool:
    return identity.profile == "pi-integrator"


READS = (
    Group("s3", objects.READS, stored_objects),
    Group("s3", objects.READS_OF_A_VERSION, versioned_objects),
    Group("s3", objects.READS_OF_ONE_MADE, locked_objects),
    Group("s3", buckets.READS, stored_buckets),
    Group("s3", buckets.ACCOUNT_READS, _account),
    Group("s3control", control.READS, controlled),
    Group("s3control", control.ACCOUNT_READS, _account),
    Group("kinesis", streams.READS, deployed_streams),
    Group("kinesis", streams.ACCOUNT_READS, _account),
    Group("kms", keys.READS, keys_ground.kms_keys),
    Group("kms", keys.ACCOUNT_READS, _account),
)

WRITES = (
    Group("s3", writes.DELETES, writes_ground.renewed_objects),
    Group("s3", writes.POLICIES, writes_ground.standing_policies),
    Group("s3", writes.PUTS, writes_ground.foreign_spots),
    Group("s3", writes.PUTS_IN_A_FORM, writes_ground.own_spots),
    Group("s3", writes.PUTS_BY_SESSION, writes_ground.own_spots, _has_static_key),
    Group("s3", writes.UPLOADS, writes_ground.own_spots, _creates_only),
    Group("s3", writes.OVERWRITES, writes_ground.renewed_objects, _creates_only),
    Group("kinesis", writes.RECORDS, other_streams),
)

GROUPS = (*READS, *WRITES)
