"""Every read that is tried, with the places where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tried.case import Case
from tried.cases import buckets, control, keys, objects, streams
from tried.ground import keys as keys_ground
from tried.ground.control import controlled
from tried.ground.made_bucket import locked_objects
from tried.ground.objects import stored_buckets, stored_objects, versioned_objects
from tried.ground.preparation import Preparation
from tried.ground.streams import streams as deployed_streams
from tried.places import Account


@dataclass(frozen=True)
class Group:
    """Cases that are tried on the same places."""

    service: str
    """Client of boto3."""
    cases: tuple[Case[Any], ...]
    places: Callable[[Preparation], tuple[Any, ...]]
    """Makes the places; every one of them has its `target`, in words."""


def _account(preparation: Preparation) -> tuple[Account]:
    plan = preparation.plan
    channel = f"arn:aws:kinesis:{plan.region}:{plan.account}:channel/tried"
    return (Account("the account", plan.account, channel),)


GROUPS = (
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
