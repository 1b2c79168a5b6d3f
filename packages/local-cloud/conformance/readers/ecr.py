"""A repository of ECR: how its images are kept, looked at and let go."""

from __future__ import annotations

import json

from botocore.exceptions import ClientError

from conformance.assembly import Properties
from conformance.reading import Reading, tag_list


def read_repository(at: Reading) -> Properties:
    ecr = at.client("ecr")
    (repository,) = ecr.describe_repositories(repositoryNames=[at.id])["repositories"]
    tags = ecr.list_tags_for_resource(resourceArn=repository["repositoryArn"])["tags"]
    return {
        "RepositoryName": repository["repositoryName"],
        "ImageTagMutability": repository["imageTagMutability"],
        "ImageScanningConfiguration": {"ScanOnPush": repository["imageScanningConfiguration"]["scanOnPush"]},
        "EncryptionConfiguration": {"EncryptionType": repository["encryptionConfiguration"]["encryptionType"]},
        "LifecyclePolicy": _lifecycle(at),
        "Tags": tag_list({each["Key"]: each["Value"] for each in tags}),
    }


def _lifecycle(at: Reading) -> Properties | None:
    try:
        text = at.client("ecr").get_lifecycle_policy(repositoryName=at.id)["lifecyclePolicyText"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "LifecyclePolicyNotFoundException":
            raise
        return None
    return {"LifecyclePolicyText": json.dumps(json.loads(text), separators=(",", ":"))}
