"""Access points of each kind, with a policy, on a bucket of the owner's."""

from __future__ import annotations

import json
import uuid

from tried.ground.made_bucket import made_bucket
from tried.ground.preparation import Preparation
from tried.places import Control


def controlled(preparation: Preparation) -> tuple[Control]:
    plan, bucket = preparation.plan, made_bucket(preparation)
    name = f"tried-{uuid.uuid4().hex[:12]}"
    point, object_lambda = f"{name}-point", f"{name}-lambda"
    point_arn = f"arn:aws:s3:{plan.region}:{plan.account}:accesspoint/{point}"
    _access_point(preparation, point, point_arn, bucket)
    _object_lambda(preparation, object_lambda, point_arn)
    arn, token = _multi_region(preparation, name, bucket)
    return (Control("what its owner made", plan.account, bucket, point, object_lambda, name, arn, token),)


def _access_point(preparation: Preparation, name: str, arn: str, bucket: str) -> None:
    control, at = preparation.owner.control, {"AccountId": preparation.plan.account, "Name": name}
    control.create_access_point(**at, Bucket=bucket)
    preparation.cleanup.callback(control.delete_access_point, **at)
    control.put_access_point_policy(**at, Policy=_policy("s3:GetObject", f"{arn}/object/*"))


def _object_lambda(preparation: Preparation, name: str, point_arn: str) -> None:
    plan, control = preparation.plan, preparation.owner.control
    at = {"AccountId": plan.account, "Name": name}
    function = {"FunctionArn": f"arn:aws:lambda:{plan.region}:{plan.account}:function:tried"}
    transformation = {"Actions": ["GetObject"], "ContentTransformation": {"AwsLambda": function}}
    control.create_access_point_for_object_lambda(
        **at,
        Configuration={"SupportingAccessPoint": point_arn, "TransformationConfigurations": [transformation]},
    )
    preparation.cleanup.callback(control.delete_access_point_for_object_lambda, **at)
    arn = f"arn:aws:s3-object-lambda:{plan.region}:{plan.account}:accesspoint/{name}"
    control.put_access_point_policy_for_object_lambda(**at, Policy=_policy("s3-object-lambda:GetObject", arn))


def _multi_region(preparation: Preparation, name: str, bucket: str) -> tuple[str, str]:
    """ARN of an access point of several regions, and of the request that made it."""
    account, control = preparation.plan.account, preparation.owner.multi_region_control
    made = control.create_multi_region_access_point(
        AccountId=account, ClientToken=uuid.uuid4().hex, Details={"Name": name, "Regions": [{"Bucket": bucket}]}
    )
    preparation.cleanup.callback(
        control.delete_multi_region_access_point,
        AccountId=account,
        ClientToken=uuid.uuid4().hex,
        Details={"Name": name},
    )
    alias = control.get_multi_region_access_point(AccountId=account, Name=name)["AccessPoint"]["Alias"]
    arn = f"arn:aws:s3::{account}:accesspoint/{alias}"
    policy = _policy("s3:GetObject", f"{arn}/object/*")
    control.put_multi_region_access_point_policy(
        AccountId=account, ClientToken=uuid.uuid4().hex, Details={"Name": name, "Policy": policy}
    )
    return arn, made["RequestTokenARN"]


def _policy(action: str, resource: str) -> str:
    """One that lets nobody in."""
    statement = {"Effect": "Deny", "Principal": "*", "Action": action, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
