"""Reads through S3 Control: access points, and what the account keeps about its storage."""

from __future__ import annotations

from collections.abc import Mapping

from tried.case import Case, call
from tried.places import Account, Control

# boto3 wants a value for these; whoever has no right is refused before one is looked at.
_ANY = "tried"


def _access_point(operation: str) -> Case[Control]:
    return Case(
        operation,
        (f"s3:{operation}",),
        lambda c, p: call(c.control, operation, {"AccountId": p.account, "Name": p.access_point}),
    )


def _object_lambda(operation: str) -> Case[Control]:
    return Case(
        operation,
        (f"s3:{operation}",),
        lambda c, p: call(c.control, operation, {"AccountId": p.account, "Name": p.object_lambda}),
    )


def _multi_region(operation: str) -> Case[Control]:
    return Case(
        operation,
        (f"s3:{operation}",),
        lambda c, p: call(c.multi_region_control, operation, {"AccountId": p.account, "Name": p.multi_region}),
    )


def _account(operation: str, action: str | None = None, **more: str) -> Case[Account]:
    parameters: Mapping[str, str] = more
    return Case(
        operation,
        (f"s3:{action or operation}",),
        lambda c, a: call(c.control, operation, {"AccountId": a.id, **parameters}),
    )


READS: tuple[Case[Control], ...] = (
    _access_point("GetAccessPoint"),
    _access_point("GetAccessPointPolicy"),
    _object_lambda("GetAccessPointConfigurationForObjectLambda"),
    _object_lambda("GetAccessPointForObjectLambda"),
    _object_lambda("GetAccessPointPolicyForObjectLambda"),
    _multi_region("GetMultiRegionAccessPoint"),
    _multi_region("GetMultiRegionAccessPointPolicy"),
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

ACCOUNT_READS: tuple[Case[Account], ...] = (
    _account("DescribeJob", JobId=_ANY),
    _account("GetAccessGrant", AccessGrantId=_ANY),
    _account("GetAccessGrantsInstance"),
    _account("GetAccessGrantsInstanceForPrefix", S3Prefix="s3://tried/"),
    _account("GetAccessGrantsInstanceResourcePolicy"),
    _account("GetAccessGrantsLocation", AccessGrantsLocationId=_ANY),
    _account("GetDataAccess", Target="s3://tried/*", Permission="READ"),
    _account("GetJobTagging", JobId=_ANY),
    _account("GetPublicAccessBlock", "GetAccountPublicAccessBlock"),
    _account("GetStorageLensConfiguration", ConfigId=_ANY),
    _account("GetStorageLensConfigurationTagging", ConfigId=_ANY),
    _account("GetStorageLensGroup", Name=_ANY),
    _account("ListAccessGrants"),
    _account("ListAccessGrantsInstances"),
    _account("ListAccessGrantsLocations"),
    _account("ListAccessPoints"),
    _account("ListAccessPointsForObjectLambda"),
    _account("ListCallerAccessGrants"),
    _account("ListJobs"),
    _account("ListStorageLensConfigurations"),
    _account("ListStorageLensGroups"),
    Case(
        "ListMultiRegionAccessPoints",
        ("s3:ListMultiRegionAccessPoints",),
        lambda c, a: c.multi_region_control.list_multi_region_access_points(AccountId=a.id),
    ),
)
