"""Values of `Fn::GetAtt` of a deployed resource: ARNs follow from the type, and no service has to be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from conformance.assembly import Properties

# No service tells an access key's secret again. It stands for itself until a reader proves that it is the one.
_SEALED = "<secret of access key {}>"
SEALED = re.compile(r"<secret of access key (\w+)>")


@dataclass(frozen=True)
class Owner:
    """A resource whose attribute is asked for; its properties are resolved."""

    physical_id: str
    properties: Properties
    account: str
    region: str

    def arn(self, service: str, rest: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{rest}"

    def iam_arn(self, kind: str) -> str:
        return f"arn:aws:iam::{self.account}:{kind}{self.properties.get('Path', '/')}{self.physical_id}"

    @property
    def last_segment(self) -> str:
        return self.physical_id.rsplit("/", 1)[-1]


ATTRIBUTES: dict[tuple[str, str], Callable[[Owner], str]] = {
    ("AWS::CloudTrail::Trail", "Arn"): lambda trail: trail.arn("cloudtrail", f"trail/{trail.physical_id}"),
    ("AWS::CodeBuild::Project", "Arn"): lambda project: project.arn("codebuild", f"project/{project.physical_id}"),
    ("AWS::EC2::SecurityGroup", "GroupId"): lambda group: group.physical_id,
    ("AWS::EC2::VPC", "CidrBlock"): lambda vpc: str(vpc.properties["CidrBlock"]),
    ("AWS::ECR::Repository", "Arn"): lambda images: images.arn("ecr", f"repository/{images.physical_id}"),
    ("AWS::EKS::Cluster", "Arn"): lambda cluster: cluster.arn("eks", f"cluster/{cluster.physical_id}"),
    ("AWS::Events::Rule", "Arn"): lambda rule: rule.arn("events", f"rule/{rule.physical_id}"),
    ("AWS::IAM::AccessKey", "SecretAccessKey"): lambda key: _SEALED.format(key.physical_id),
    ("AWS::IAM::Role", "Arn"): lambda role: role.iam_arn("role"),
    ("AWS::IAM::User", "Arn"): lambda user: user.iam_arn("user"),
    ("AWS::Kinesis::Stream", "Arn"): lambda stream: stream.arn("kinesis", f"stream/{stream.physical_id}"),
    ("AWS::KMS::Key", "Arn"): lambda key: key.arn("kms", f"key/{key.physical_id}"),
    ("AWS::Lambda::Function", "Arn"): lambda function: function.arn("lambda", f"function:{function.physical_id}"),
    ("AWS::Logs::LogGroup", "Arn"): lambda group: group.arn("logs", f"log-group:{group.physical_id}:*"),
    ("AWS::RolesAnywhere::Profile", "ProfileArn"): lambda profile: profile.arn(
        "rolesanywhere", f"profile/{profile.physical_id}"
    ),
    ("AWS::RolesAnywhere::Profile", "ProfileId"): lambda profile: profile.physical_id,
    ("AWS::RolesAnywhere::TrustAnchor", "TrustAnchorArn"): lambda anchor: anchor.arn(
        "rolesanywhere", f"trust-anchor/{anchor.physical_id}"
    ),
    ("AWS::RolesAnywhere::TrustAnchor", "TrustAnchorId"): lambda anchor: anchor.physical_id,
    ("AWS::S3::Bucket", "Arn"): lambda bucket: f"arn:aws:s3:::{bucket.physical_id}",
    # Ref of a state machine is its ARN.
    ("AWS::StepFunctions::StateMachine", "Arn"): lambda machine: machine.physical_id,
    # Ref of a queue is its address, which ends with its name.
    ("AWS::SQS::Queue", "Arn"): lambda queue: queue.arn("sqs", queue.last_segment),
    ("AWS::SQS::Queue", "QueueName"): lambda queue: queue.last_segment,
}
