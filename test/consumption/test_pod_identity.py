"""A process with nothing but a pod's two variables acts as the role that its service account is associated with."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud, policy, unique
from standin.testing.platform_resources import association, cluster_of, trust

NOTEBOOK = Path(__file__).parents[2] / ".venv" / "notebook" / "bin" / "python"
READ = """
import sys
import botocore.session, pandas as pd, s3fs
bucket = sys.argv[1]
session = botocore.session.get_session()
print(session.create_client("sts").get_caller_identity()["Arn"].split("/")[1])
print(len(pd.read_parquet(f"s3://{bucket}/t.parquet")))
print(len(pd.read_parquet(f"s3://{bucket}/t.parquet", storage_options={"anon": False})))
print(s3fs.S3FileSystem().ls(bucket))
print(session.create_client("s3").get_object(Bucket=bucket, Key="t.parquet")["ContentLength"] > 0)
"""


def role_trusting(cloud: LocalCloud, document: dict[str, Any], bucket: str) -> tuple[str, str]:
    """Name and ARN of a role that may read the bucket."""
    iam, name = cloud.client("iam"), unique("reader")
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    resources = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    read = {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": resources}
    iam.put_role_policy(RoleName=name, PolicyName="read", PolicyDocument=policy(read))
    return name, str(arn)


def associated(cloud: LocalCloud, namespace: str, role: str, cluster: str) -> None:
    made = cluster_of(role)
    made["Properties"]["Name"] = cluster
    cloud.deploy({"Cluster": made, "Pod": association(namespace, "default-editor", role)})


def pod(cloud: LocalCloud, namespace: str, token: str) -> Path:
    folder = cloud.state / "pods" / namespace / "default-editor"
    folder.mkdir(parents=True)
    (folder / "pod").write_text(token)
    return folder / "pod"


def in_pod(cloud: LocalCloud, token_file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs in the environment of notebooks, which has no key in its variables and no home of its own."""
    bundle = str(cloud.state / "tls" / "bundle.pem")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(token_file.parent),
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CA_BUNDLE": bundle,
        "SSL_CERT_FILE": bundle,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": json.loads((cloud.state / "pod-identity.json").read_text())["endpoint"],
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(token_file),
    }
    return subprocess.run([NOTEBOOK, *arguments], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def gold(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> str:
    bucket, file = cloud.bucket(), tmp_path_factory.mktemp("gold") / "t.parquet"
    write = f"import pandas as pd; pd.DataFrame({{'a': range(3)}}).to_parquet({str(file)!r})"
    subprocess.run([NOTEBOOK, "-c", write], check=True)
    cloud.client("s3").upload_file(str(file), bucket, "t.parquet")
    return bucket


def test_a_notebook_reads_with_nothing_but_the_two_variables(cloud: LocalCloud, gold: str) -> None:
    cluster, namespace = unique("cluster"), unique("analytics")
    name, role = role_trusting(cloud, trust(cluster), gold)
    associated(cloud, namespace, role, cluster)
    done = in_pod(cloud, pod(cloud, namespace, "the token"), "-c", READ, gold)
    assert done.stdout.splitlines() == [name, "3", "3", f"['{gold}/t.parquet']", "True"], done.stderr


ASK = "import botocore.session as b; b.get_session().create_client('sts').get_caller_identity()"


def test_a_wrong_token_gets_no_credentials(cloud: LocalCloud, gold: str, tmp_path: Path) -> None:
    cluster, namespace = unique("cluster"), unique("analytics")
    _, role = role_trusting(cloud, trust(cluster), gold)
    associated(cloud, namespace, role, cluster)
    pod(cloud, namespace, "the right token")
    (tmp_path / "wrong").write_text("the wrong token")
    done = in_pod(cloud, tmp_path / "wrong", "-c", ASK)
    assert done.returncode != 0
    assert "InvalidTokenException" in done.stderr


def test_a_service_account_without_an_association_gets_no_credentials(cloud: LocalCloud) -> None:
    done = in_pod(cloud, pod(cloud, unique("analytics"), unique("token")), "-c", ASK)
    assert "ResourceNotFoundException" in done.stderr


@pytest.mark.parametrize(
    ("trusted_cluster", "trusted_service"),
    [("another-cluster", "pods.eks.amazonaws.com"), (None, "ec2.amazonaws.com")],
)
def test_a_role_that_does_not_trust_the_cluster_is_not_handed_out(
    cloud: LocalCloud, gold: str, trusted_cluster: str | None, trusted_service: str
) -> None:
    cluster, namespace = unique("cluster"), unique("analytics")
    _, role = role_trusting(cloud, trust(trusted_cluster or cluster, service=trusted_service), gold)
    associated(cloud, namespace, role, cluster)
    done = in_pod(cloud, pod(cloud, namespace, unique("token")), "-c", ASK)
    assert "AccessDeniedException" in done.stderr
