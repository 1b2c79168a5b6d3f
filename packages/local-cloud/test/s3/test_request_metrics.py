"""A bucket's request metrics: filters as CloudFormation and S3 have them, and what they measure."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique
from test_service_metrics import measured

FILTERS = [{"Id": "north", "Prefix": "site=north/"}, {"Id": "all"}]


def bucket_with(name: str, filters: list[dict[str, Any]]) -> dict[str, Any]:
    properties = {"BucketName": name, "MetricsConfigurations": filters}
    return {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties}}


def listed(cloud: LocalCloud, bucket: str) -> list[dict[str, Any]]:
    answer = cloud.client("s3").list_bucket_metrics_configurations(Bucket=bucket)
    found: list[dict[str, Any]] = answer.get("MetricsConfigurationList", [])
    return found


def test_filters_are_there_when_s3_is_asked_and_go_with_the_template(cloud: LocalCloud) -> None:
    name, s3 = unique("bucket"), cloud.client("s3")
    stack = cloud.deploy(bucket_with(name, FILTERS))
    assert listed(cloud, name) == [{"Id": "north", "Filter": {"Prefix": "site=north/"}}, {"Id": "all"}]
    one = s3.get_bucket_metrics_configuration(Bucket=name, Id="north")["MetricsConfiguration"]
    assert one == {"Id": "north", "Filter": {"Prefix": "site=north/"}}
    cloud.deploy(bucket_with(name, FILTERS[1:]), stack)
    assert [each["Id"] for each in listed(cloud, name)] == ["all"]
    with pytest.raises(ClientError, match="NoSuchConfiguration"):
        s3.get_bucket_metrics_configuration(Bucket=name, Id="north")


def test_a_filter_is_put_and_deleted_through_s3(cloud: LocalCloud) -> None:
    name, s3 = cloud.bucket(), cloud.client("s3")
    s3.put_bucket_metrics_configuration(
        Bucket=name, Id="a", MetricsConfiguration={"Id": "a", "Filter": {"Prefix": "p/"}}
    )
    assert listed(cloud, name) == [{"Id": "a", "Filter": {"Prefix": "p/"}}]
    s3.delete_bucket_metrics_configuration(Bucket=name, Id="a")
    assert listed(cloud, name) == []


def test_a_filter_by_tags_is_refused_in_both_ways(cloud: LocalCloud) -> None:
    name = cloud.bucket()
    by_tag = {"Id": "a", "Filter": {"Tag": {"Key": "k", "Value": "v"}}}
    with pytest.raises(ClientError, match="knows filters by prefix only"):
        cloud.client("s3").put_bucket_metrics_configuration(Bucket=name, Id="a", MetricsConfiguration=by_tag)
    with pytest.raises(RuntimeError, match="TagFilters"):
        cloud.deploy(bucket_with(unique("bucket"), [{"Id": "a", "TagFilters": [{"Key": "k", "Value": "v"}]}]))


def test_requests_are_measured_by_the_filter_that_takes_them(cloud: LocalCloud) -> None:
    name = unique("bucket")
    cloud.deploy(bucket_with(name, FILTERS))
    s3 = cloud.client("s3", cloud.user({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}))
    s3.put_object(Bucket=name, Key="site=north/a", Body=b"12345")
    s3.put_object(Bucket=name, Key="site=east/a", Body=b"123")
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.get_object(Bucket=name, Key="site=north/a")
    north, everything = ({"BucketName": name, "FilterId": each} for each in ("north", "all"))
    assert sum(measured(cloud, "AWS/S3", "GetRequests", north)) == 1
    assert sum(measured(cloud, "AWS/S3", "PutRequests", north)) == 1
    assert sum(measured(cloud, "AWS/S3", "BytesUploaded", north)) == 5
    assert sum(measured(cloud, "AWS/S3", "4xxErrors", north)) == 1
    assert sum(measured(cloud, "AWS/S3", "PutRequests", everything)) == 2
    assert sum(measured(cloud, "AWS/S3", "BytesUploaded", everything)) == 8
