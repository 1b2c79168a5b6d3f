"""For each condition key: a Deny on it refuses, and the same call passes with that statement removed."""

from __future__ import annotations

import datetime
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.iam import conditions
from standin.testing.local_cloud import Keys, LocalCloud, policy

Call = Callable[[Any, str], object]
ALLOW = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
CUSTOMER_KEY = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": "k" * 32}


def put(**extra: Any) -> Call:
    return lambda s3, bucket: s3.put_object(Bucket=bucket, Key="site=a/x", Body=b"1", **extra)


def multipart(**on_completion: Any) -> Call:
    def upload(s3: Any, bucket: str) -> None:
        at = {"Bucket": bucket, "Key": "site=a/big"}
        upload_id = s3.create_multipart_upload(**at)["UploadId"]
        part = s3.upload_part(**at, UploadId=upload_id, PartNumber=1, Body=b"1")
        parts = [{"PartNumber": 1, "ETag": part["ETag"]}]
        s3.complete_multipart_upload(**at, UploadId=upload_id, MultipartUpload={"Parts": parts}, **on_completion)

    return upload


def presigned_put(s3: Any, bucket: str) -> None:
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "site=a/x"})
    request = urllib.request.Request(url, data=b"1", method="PUT")
    context = ssl.create_default_context(cafile=s3.meta.client_ca)
    with urllib.request.urlopen(request, context=context):
        pass


REFUSALS: dict[str, tuple[Call, Mapping[str, Any]]] = {
    "a put without If-None-Match": (put(), {"Null": {"s3:if-none-match": "true"}}),
    "a completion without If-None-Match": (
        multipart(),
        {"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}},
    ),
    "an archive class": (
        put(StorageClass="GLACIER"),
        {"StringNotEqualsIfExists": {"s3:x-amz-storage-class": "STANDARD"}},
    ),
    "a customer's own key": (
        put(**CUSTOMER_KEY),
        {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
    ),
    "a foreign KMS key": (
        put(ServerSideEncryption="aws:kms", SSEKMSKeyId="foreign"),
        {"Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"}},
    ),
    "another encryption": (
        put(ServerSideEncryption="aws:kms", SSEKMSKeyId="foreign"),
        {"StringNotEqualsIfExists": {"s3:x-amz-server-side-encryption": "AES256"}},
    ),
    "a presigned put": (presigned_put, {"StringNotEquals": {"s3:authType": "REST-HEADER"}}),
    "an old signature": (put(), {"NumericGreaterThanIfExists": {"s3:signatureAge": "-1"}}),
    "old TLS": (put(), {"NumericLessThan": {"s3:TlsVersion": "1.4"}}),
    "a call by no service": (put(), {"Bool": {"aws:ViaAWSService": "false"}}),
    "a put of who is no service": (put(), {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}),
    "a principal under a path": (put(), {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/plant/*"}}),
    "a principal under no other path": (put(), {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/pipeline/*"}}),
    "a write through TLS": (put(), {"BoolIfExists": {"aws:SecureTransport": "true"}}),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_deny_refuses_and_without_it_the_same_call_passes(cloud: LocalCloud, name: str) -> None:
    call, condition = REFUSALS[name]
    bucket, s3 = cloud.bucket(), client(cloud, cloud.user(ALLOW))
    deny(cloud, bucket, condition)
    assert refused(call, s3, bucket)
    cloud.client("s3").delete_bucket_policy(Bucket=bucket)
    call(s3, bucket)


PASSES: dict[str, tuple[Call, Mapping[str, Any]]] = {
    "a put with If-None-Match": (put(IfNoneMatch="*"), REFUSALS["a put without If-None-Match"][1]),
    "a multipart completed with If-None-Match": (
        multipart(IfNoneMatch="*"),
        REFUSALS["a completion without If-None-Match"][1],
    ),
    "a put without a class": (
        put(),
        {"Null": {"s3:x-amz-storage-class": "false"}, "StringNotEquals": {"s3:x-amz-storage-class": "STANDARD"}},
    ),
    "a put without a key": (put(), REFUSALS["a customer's own key"][1]),
    "a put signed in its header": (put(), REFUSALS["a presigned put"][1]),
    "a fresh signature": (put(), {"NumericGreaterThanIfExists": {"s3:signatureAge": "900000"}}),
    "TLS 1.3": (put(), {"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
    "a call that is through TLS": (put(), {"Bool": {"aws:SecureTransport": "false"}}),
}


@pytest.mark.parametrize("name", PASSES)
def test_a_deny_leaves_alone_what_it_does_not_name(cloud: LocalCloud, name: str) -> None:
    call, condition = PASSES[name]
    bucket = cloud.bucket()
    deny(cloud, bucket, condition)
    call(client(cloud, cloud.user(ALLOW)), bucket)


def test_a_role_session_is_its_role_with_the_path(cloud: LocalCloud) -> None:
    bucket, role = cloud.bucket(), cloud.role(ALLOW, path="/acme/local/plant/")
    s3 = client(cloud, cloud.session(role))
    deny(cloud, bucket, {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::000000000000:role/acme/local/plant/*"}})
    assert refused(put(), s3, bucket)
    deny(cloud, bucket, {"ArnNotLike": {"aws:PrincipalArn": role}})
    put()(s3, bucket)


def test_a_session_tells_when_it_was_opened_and_a_key_does_not(cloud: LocalCloud) -> None:
    bucket, key = cloud.bucket(), cloud.user(ALLOW)
    given = cloud.client("sts", key).get_session_token()["Credentials"]
    session = {"aws_access_key_id": given["AccessKeyId"], "aws_secret_access_key": given["SecretAccessKey"]}
    sessions = [{**session, "aws_session_token": given["SessionToken"]}, cloud.session(cloud.role(ALLOW))]
    deny(cloud, bucket, {"Null": {"aws:TokenIssueTime": "false"}})
    assert [refused(put(), client(cloud, each), bucket) for each in (*sessions, key)] == [True, True, False]
    deny(cloud, bucket, {"Null": {"aws:TokenIssueTime": "true"}})
    assert [refused(put(), client(cloud, each), bucket) for each in (*sessions, key)] == [False, False, True]


def test_a_session_outlives_the_key_that_opened_it(cloud: LocalCloud) -> None:
    bucket, key = cloud.bucket(), cloud.user(ALLOW)
    given = cloud.client("sts", key).get_session_token(DurationSeconds=129600)["Credentials"]
    iam, key_id = cloud.client("iam"), key["aws_access_key_id"]
    user = cloud.client("sts", key).get_caller_identity()["Arn"].split("/")[-1]
    iam.update_access_key(UserName=user, AccessKeyId=key_id, Status="Inactive")
    session = {"aws_access_key_id": given["AccessKeyId"], "aws_secret_access_key": given["SecretAccessKey"]}
    put()(client(cloud, {**session, "aws_session_token": given["SessionToken"]}), bucket)


def test_a_star_in_an_arn_pattern_stays_within_its_part() -> None:
    assert conditions.arn_like("arn:aws:iam::1:role/a/b", "arn:aws:iam::*:role/a/*")
    assert not conditions.arn_like("arn:aws:iam::1:role/a/b", "arn:aws:*:role/a/*")


def test_the_age_of_a_signature_is_in_milliseconds() -> None:
    now = datetime.datetime(2026, 1, 1, 0, 1, tzinfo=datetime.UTC)
    keys = conditions.signing_keys({}, {"x-amz-date": "20260101T000000Z", "authorization": "AWS4"}, now)
    assert keys == {"s3:TlsVersion": "1.3", "s3:authType": "REST-HEADER", "s3:signatureAge": "60000"}


def deny(cloud: LocalCloud, bucket: str, condition: Mapping[str, Any]) -> None:
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{bucket}/*",
        "Condition": condition,
    }
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy(statement))


def client(cloud: LocalCloud, keys: Keys) -> Any:
    s3 = cloud.client("s3", keys)
    s3.meta.client_ca = str(cloud.state / "tls" / "ca.pem")
    return s3


def refused(call: Call, s3: Any, bucket: str) -> bool:
    try:
        call(s3, bucket)
    except ClientError as error:
        return error.response["Error"]["Code"] == "AccessDenied"
    except urllib.error.HTTPError as error:
        return error.code == 403 and b"AccessDenied" in error.read()
    return False
