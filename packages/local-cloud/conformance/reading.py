"""A reader's input, and the parts that readers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from conformance.assembly import Place, Properties
from conformance.cloud import Client, Cloud

NOT_FOUND = frozenset(
    {
        "404",
        "AWS.SimpleQueueService.NonExistentQueue",
        "EntityNotFoundException",
        "InvalidGroup.NotFound",
        "InvalidInternetGatewayID.NotFound",
        "InvalidLaunchTemplateId.NotFound",
        "InvalidRouteTableID.NotFound",
        "InvalidSubnetID.NotFound",
        "InvalidVpcEndpointId.NotFound",
        "InvalidVpcID.NotFound",
        "NoSuchBucket",
        "NoSuchBucketPolicy",
        "NoSuchEntity",
        "NatGatewayNotFound",
        "NotFound",
        "NotFoundException",
        "ParameterNotFound",
        "RepositoryNotFoundException",
        "ResourceNotFound",
        "ResourceNotFoundException",
        "StateMachineDoesNotExist",
        "TrailNotFoundException",
    }
)


class MissingError(LookupError):
    """The service answers and does not have the resource."""


@dataclass(frozen=True)
class Resource:
    """A resource of a template with its properties resolved, and the id under which it was deployed."""

    place: Place
    physical_id: str
    properties: Properties


@dataclass(frozen=True)
class Reading:
    """One resource to be read; `all_resources` are those of the whole assembly."""

    cloud: Cloud
    resource: Resource
    all_resources: Sequence[Resource]

    @property
    def id(self) -> str:
        return self.resource.physical_id

    @property
    def wanted(self) -> Properties:
        return self.resource.properties

    def client(self, service: str) -> Client:
        return self.cloud.client(service)


@dataclass(frozen=True)
class Kind:
    """How a resource type is read.

    `read` returns properties in CloudFormation's shape, None for one that is not set. `absent` is what holds for
    properties that a template leaves out: they are compared too. `not_told` are those that no service tells.
    """

    read: Callable[[Reading], Properties]
    absent: Properties = field(default_factory=dict)
    not_told: frozenset[str] = frozenset()


def unless(code: str, ask: Callable[..., Any], **arguments: object) -> Any:  # noqa: ANN401 - the service's answer
    """The answer, or None where the service says so by this error code."""
    try:
        return ask(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] != code:
            raise
        return None


def own_tags(tags: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Tags less those that AWS itself sets."""
    return [tag for tag in tags if not tag["Key"].startswith("aws:")]


def tag_list(tags: Mapping[str, str]) -> list[Mapping[str, str]]:
    return own_tags({"Key": key, "Value": value} for key, value in tags.items())


def part(answer: Mapping[str, Any] | None, name: str) -> Properties | None:
    """One part of an answer, None where there is no answer."""
    return None if answer is None else answer[name]


def only(answer: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those parts of an answer that bear the same names in CloudFormation; None for what is not there."""
    return {name: answer.get(name) for name in names}


def as_written(number: float) -> float | int:
    """A template has 1 where the service answers 1.0."""
    return int(number) if number.is_integer() else number
