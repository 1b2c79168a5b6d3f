"""Pods as far as credentials go: roles that trust them, associations, tokens, and what runs in one."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from standin.testing.local_cloud import LocalCloud, policy, unique
from standin.testing.platform_resources import association, trust
from standin.testing.platform_resources import cluster as cluster_resources

ROOT = Path(__file__).parents[2]


def python_of(environment: str) -> Path:
    """The interpreter of one of the project's environments."""
    return ROOT / ".venv" / environment / "bin" / "python"


def role_trusting(cloud: LocalCloud, document: dict[str, Any], bucket: str) -> tuple[str, str]:
    """Name and ARN of a role that may read the bucket."""
    iam, name = cloud.client("iam"), unique("reader")
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    resources = [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]
    read = {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": resources}
    iam.put_role_policy(RoleName=name, PolicyName="read", PolicyDocument=policy(read))
    return name, str(arn)


def associated(cloud: LocalCloud, namespace: str, role: str, cluster: str) -> None:
    cloud.deploy({**cluster_resources(cluster, role), "Pod": association(namespace, "default-editor", role)})


def pod(cloud: LocalCloud, namespace: str, token: str) -> Path:
    folder = cloud.state / "pods" / namespace / "default-editor"
    folder.mkdir(parents=True)
    (folder / "pod").write_text(token)
    return folder / "pod"


def reading_pod(cloud: LocalCloud, bucket: str) -> Path:
    """Token of a pod whose service account reads the bucket."""
    cluster, namespace = unique("cluster"), unique("analytics")
    _, role = role_trusting(cloud, trust(cluster), bucket)
    associated(cloud, namespace, role, cluster)
    return pod(cloud, namespace, unique("token"))


def in_pod(
    cloud: LocalCloud, token_file: Path, *words: str | Path, of: str = "notebook", **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs Python in an environment of the project, with what EKS puts into a pod, no key in its variables and no home of its own."""
    bundle = str(cloud.state / "tls" / "bundle.pem")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(cloud.state / "home"),
        "PYTHONDONTWRITEBYTECODE": "true",
        "AWS_ENDPOINT_URL": cloud.endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CA_BUNDLE": bundle,
        "SSL_CERT_FILE": bundle,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": str(token_file),
    }
    command = [python_of(of), *words]
    return subprocess.run(command, env={**environment, **more}, capture_output=True, text=True, check=False)
