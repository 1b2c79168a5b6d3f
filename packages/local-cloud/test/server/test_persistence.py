from __future__ import annotations

import signal
import time

from standin.testing.local_cloud import LocalCloud


def test_a_killed_cloud_comes_back_as_it_was_two_seconds_before(own_cloud: LocalCloud) -> None:
    s3, bucket = own_cloud.client("s3"), own_cloud.bucket(versioned=True)
    first = s3.put_object(Bucket=bucket, Key="site=a/x", Body=b"1")["VersionId"]
    second = s3.put_object(Bucket=bucket, Key="site=a/x", Body=b"22")["VersionId"]
    s3.put_object(Bucket=bucket, Key="gone", Body=b"1")
    marker = s3.delete_object(Bucket=bucket, Key="gone")["VersionId"]
    keys = own_cloud.user({"Effect": "Allow", "Action": "s3:GetObjectVersion", "Resource": "*"})
    stack = own_cloud.deploy({"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "intake"}}})
    endpoint = own_cloud.endpoint
    time.sleep(2)
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    assert own_cloud.endpoint == endpoint
    as_user = own_cloud.client("s3", keys)
    bodies = [
        as_user.get_object(Bucket=bucket, Key="site=a/x", VersionId=version)["Body"].read()
        for version in (first, second)
    ]
    assert bodies == [b"1", b"22"]
    markers = own_cloud.client("s3").list_object_versions(Bucket=bucket, Prefix="gone")["DeleteMarkers"]
    assert [m["VersionId"] for m in markers] == [marker]
    assert own_cloud.stack_status(stack) == "CREATE_COMPLETE"
    assert own_cloud.client("sqs").get_queue_url(QueueName="intake")["QueueUrl"].startswith(endpoint)


def test_a_locked_version_stays_locked_over_a_restart(own_cloud: LocalCloud) -> None:
    s3 = own_cloud.client("s3")
    s3.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}
    s3.put_object_lock_configuration(
        Bucket="locked", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule}
    )
    version = s3.put_object(Bucket="locked", Key="a", Body=b"1")["VersionId"]
    time.sleep(2)
    own_cloud.end(signal.SIGTERM)
    own_cloud.start()
    retention = own_cloud.client("s3").get_object_retention(Bucket="locked", Key="a", VersionId=version)["Retention"]
    assert retention["Mode"] == "COMPLIANCE"


def test_a_second_server_on_the_same_folder_does_not_start(own_cloud: LocalCloud) -> None:
    second = LocalCloud(own_cloud.state)
    second.start()  # finds the first one healthy
    assert second.process
    assert second.process.wait(timeout=20) == 1
    assert second.endpoint == own_cloud.endpoint
