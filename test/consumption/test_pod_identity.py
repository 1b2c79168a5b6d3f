"""A process with nothing but a pod's two variables acts as the role that its service account is associated with."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from pods import associated, in_pod, pod, python_of, role_trusting
from standin.testing.local_cloud import LocalCloud, policy, unique
from standin.testing.platform_resources import association, trust
from standin.testing.platform_resources import cluster as cluster_resources

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


@pytest.fixture(scope="module")
def gold(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> str:
    bucket, file = cloud.bucket(), tmp_path_factory.mktemp("gold") / "t.parquet"
    write = f"import pandas as pd; pd.DataFrame({{'a': range(3)}}).to_parquet({str(file)!r})"
    subprocess.run([python_of("notebook"), "-c", write], check=True)
    cloud.client("s3").upload_file(str(file), bucket, "t.parquet")
    return bucket


def test_the_agent_says_itself_that_it_has_the_address_of_a_node(cloud: LocalCloud) -> None:
    told = json.loads((cloud.state / "pod-identity.json").read_text())
    assert told == {"endpoint": "http://169.254.170.23/v1/credentials"}


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


# The statements of the product, for this bucket: profile "narrow" names its datasets, no other does.
STATEMENTS = """
import { Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { goldStatements } from './lib/consumption/gold-statements.ts';
const gold = s3.Bucket.fromBucketArn(new Stack(), 'Gold', `arn:aws:s3:::${process.argv[1]}`);
const profiles = [{ name: process.argv[2], datasets: ['reactor_data'] }];
console.log(JSON.stringify(goldStatements(gold, profiles).map((statement) => statement.toStatementJson())));
"""
ONE_LINE = "import sys, pandas as pd; print(len(pd.read_parquet(f's3://{sys.argv[1]}/{sys.argv[2]}.parquet')))"
LIST = "import sys, s3fs; print(s3fs.S3FileSystem().ls(f'{sys.argv[1]}/{sys.argv[2]}'))"


def bound_reader(cloud: LocalCloud, cluster: str, bucket: str, profile: str) -> str:
    """ARN of a role with the gold reader's own policy."""
    made = subprocess.run(
        ["node", "--import", "tsx", "--input-type=module", "-e", STATEMENTS, bucket, profile],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    iam, name = cloud.client("iam"), unique("reader")
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(cluster)))["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="ReadGold", PolicyDocument=policy(*json.loads(made.stdout)))
    return str(arn)


def test_a_profile_that_names_its_datasets_reads_these_alone(cloud: LocalCloud, gold: str) -> None:
    s3, cluster = cloud.client("s3"), unique("cluster")
    for key in ("reactor_data.parquet", "process_data.parquet", "delta/reactor_data/a", "delta/reactor_data_2/a"):
        s3.copy_object(Bucket=gold, Key=key, CopySource=f"{gold}/t.parquet")
    narrow, wide = unique("narrow"), unique("wide")
    role = bound_reader(cloud, cluster, gold, narrow)
    pods = {name: association(name, "default-editor", role) for name in (narrow, wide)}
    cloud.deploy({**cluster_resources(cluster, role), "Narrow": pods[narrow], "Wide": pods[wide]})
    bound, free = (pod(cloud, name, unique("token")) for name in (narrow, wide))
    assert in_pod(cloud, bound, "-c", ONE_LINE, gold, "reactor_data").stdout == "3\n"
    assert "reactor_data/a" in in_pod(cloud, bound, "-c", LIST, gold, "delta/reactor_data").stdout
    for words in ((ONE_LINE, "process_data"), (LIST, ""), (LIST, "delta/reactor_data_2")):
        refused = in_pod(cloud, bound, "-c", words[0], gold, words[1])
        assert refused.returncode != 0
        assert re.search("ACCESS_DENIED|PermissionError", refused.stderr), refused.stderr
    for dataset in ("reactor_data", "process_data"):
        assert in_pod(cloud, free, "-c", ONE_LINE, gold, dataset).stdout == "3\n"
