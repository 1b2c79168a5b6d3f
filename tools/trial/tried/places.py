"""The places that requests are tried on. The owner finds or makes all of it before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypedDict

# Name of the annotation of every object that the owner puts for a trial.
ANNOTATION = "tried"


@dataclass(frozen=True)
class Keyed:
    """An object by its address; `target` says for people whose it is."""

    target: str
    bucket: str
    key: str

    @property
    def at(self) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self.key}


@dataclass(frozen=True)
class StoredObject(Keyed):
    version: str
    upload: str
    """Id of an unfinished upload to the key."""
    copy_to: CopyTarget

    @property
    def at_version(self) -> dict[str, str]:
        return {**self.at, "VersionId": self.version}


@dataclass(frozen=True)
class CopyTarget:
    """A place into which an identity may put, so that what refuses a copy is its source."""

    bucket: str
    folder: str
    upload: str
    """Id of an unfinished upload to `part_key`."""
    part_key: str
    form: Mapping[str, str]
    """With what each put must come."""


@dataclass(frozen=True)
class StoredBucket:
    target: str
    bucket: str
    prefix: str


@dataclass(frozen=True)
class Spot:
    """A place of puts, and the form that each must have; `new` gives the address of an object not yet there."""

    target: str
    form: Mapping[str, str]
    new: Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Renewed(Keyed):
    """An object that a try may take away or replace: `renew` puts it as the owner, and gives its version."""

    renew: Callable[[], str]


@dataclass(frozen=True)
class StandingPolicy:
    target: str
    bucket: str
    policy: str

    @property
    def at(self) -> dict[str, str]:
        return {"Bucket": self.bucket}


class Record(TypedDict):
    PartitionKey: str
    Data: bytes


@dataclass(frozen=True)
class FilledStream:
    """A stream, and a record that it took before: put again, it makes a duplicate and no new data."""

    target: str
    name: str
    record: Record


@dataclass(frozen=True)
class Control:
    """Resources of S3 Control, all of them made by the owner on one bucket."""

    target: str
    account: str
    bucket: str
    access_point: str
    object_lambda: str
    multi_region: str
    multi_region_arn: str
    request_token: str


@dataclass(frozen=True)
class Stream:
    """`iterator` gives the owner's iterator on the first shard."""

    target: str
    name: str
    arn: str
    shard: str
    consumer: str
    consumer_arn: str
    iterator: Callable[[], str]


@dataclass(frozen=True)
class KmsKeys:
    """Keys of every use, by id, and what the owner made with them."""

    target: str
    secret: str
    """Encrypts; symmetric."""
    alias: str
    ciphertext: bytes
    pair: str
    """Encrypts; RSA."""
    pair_ciphertext: bytes
    signer: str
    signature: bytes
    mac: str
    mac_value: bytes
    agreement: str
    peer_public_key: bytes
    imported: str


@dataclass(frozen=True)
class Account:
    target: str
    id: str
    channel: str
    """ARN of a Kinesis channel, which the local cloud has not."""
