"""Reads through S3 Control: access points, and what the account keeps about its storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tried.case import Case, call
from tried.clients import Client, Clients
from tried.places import Account, Control

# boto3 wants a value for these; whoever has no right is refused before one is looked at.
_ANY = "tried"


def _named(
    operation: str, name: Callable[[Control], str], client: Callable[[Clients], Client] = lambda c: c.control
) -> Case[Control]:
    """A read of one of the owner's access points, by its name."""

    def send(clients: Clients, place: Control) -> object:
        return call(client(clients), operation, {"AccountId": place.account, "Name": name(place)})

    return Case(operation, (f"s3:{operation}",), send)


def _account(operation: str, action: str | None = None, **more: str) -> Case[Account]:
    parameters: Mapping[str, str] = more
    return Case(
        operation,
        (f"s3:{action or operation}",),
        lambda c, a: call(c.control, operation, {"AccountId": a.id, **parameters}),
    )


_OF_A_POINT = ("GetAccessPoint", "GetAccessPointPolicy")
_OF_A_LAMBDA = (
    "GetAccessPointConfigurationForObjectLambda",
    "GetAccessPointForObjectLambda",
    "GetAccessPointPolicyForObjectLambda",
)
_OF_REGIONS = ("GetMultiRegionAccessPoint", "GetMultiRegionAccessPointPolicy")

READS: tuple[Case[Control], ...] = (
    *(_named(each, lambda p: p.access_point) for each in _OF_A_POINT),
    *(_named(each, lambda p: p.object_lambda) for each in _OF_A_LAMBDA),
    *(_named(each, lambda p: p.multi_region, lambda c: c.multi_region_control) for each in _OF_REGIONS),
    Case(
        "GetMultiRegionAccessPointRoutes",
        ("s3:GetMultiRegionAccessPointRoutes",),
        lambda c, p: c.control.get_multi_region_access_point_routes(AccountId=p.account, Mrap=p.multi_region_arn),
    ),
    Case(
        "DescribeMultiRegionAccessPointOperation",
        ("s3:DescribeMultiRegionAccessPointOperation",),
        lambda c, p: c.multi_region_control.describe_multi_region_access_point_operation(
            AccountId=p.account, RequestTokenARN=p.request_token
        ),
    ),
    Case(
        "ListTagsForResource",
        ("s3:ListTagsForResource",),
        lambda c, p: c.control.list_tags_for_resource(AccountId=p.account, ResourceArn=f"arn:aws:s3:::{p.bucket}"),
    ),
)

# They need no value but the account.
_OF_THE_ACCOUNT = (
    "GetAccessGrantsInstance",
    "GetAccessGrantsInstanceResourcePolicy",
    "ListAccessGrants",
    "ListAccessGrantsInstances",
    "ListAccessGrantsLocations",
    "ListAccessPoints",
    "ListAccessPointsForObjectLambda",
    "ListCallerAccessGrants",
    "ListJobs",
    "ListStorageLensConfigurations",
    "ListStorageLensGroups",
)

ACCOUNT_READS: tuple[Case[Account], ...] = (
    *map(_account, _OF_THE_ACCOUNT),
    _account("DescribeJob", JobId=_ANY),
    _account("GetAccessGrant", AccessGrantId=_ANY),
    _account("GetAccessGrantsInstanceForPrefix", S3Prefix="s3://tried/"),
    _account("GetAccessGrantsLocation", AccessGrantsLocationId=_ANY),
    _account("GetDataAccess", Target="s3://tried/*", Permission="READ"),
    _account("GetJobTagging", JobId=_ANY),
    _account("GetPublicAccessBlock", "GetAccountPublicAccessBlock"),
    _account("GetStorageLensConfiguration", ConfigId=_ANY),
    _account("GetStorageLensConfigurationTagging", ConfigId=_ANY),
    _account("GetStorageLensGroup", Name=_ANY),
    Case(
        "ListMultiRegionAccessPoints",
        ("s3:ListMultiRegionAccessPoints",),
        lambda c, a: c.multi_region_control.list_multi_region_access_points(AccountId=a.id),
    ),
)
