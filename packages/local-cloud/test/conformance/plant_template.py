"""The part of the deployed set that lets a plant in and watches it: certificates, boundaries, trail."""

from __future__ import annotations

import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_OWNER = [{"Key": "owner", "Value": "plant-data-platform"}]


def _attribute(logical_id: str, name: str) -> dict[str, Any]:
    return {"Fn::GetAtt": [logical_id, name]}


def _document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def _trust(service: str, *actions: str) -> dict[str, Any]:
    return _document({"Effect": "Allow", "Principal": {"Service": service}, "Action": ["sts:AssumeRole", *actions]})


def _authority() -> tuple[str, str]:
    """A certificate and an empty list of revoked ones, in PEM."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Plant")])
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    until = since + datetime.timedelta(days=2)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    crl = x509.CertificateRevocationListBuilder().issuer_name(name).last_update(since).next_update(until)
    pem = serialization.Encoding.PEM
    return certificate.public_bytes(pem).decode(), crl.sign(key, hashes.SHA256()).public_bytes(pem).decode()


_CERTIFICATE, _CRL = _authority()

_IDENTITIES: dict[str, Any] = {
    "Boundary": {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "Description": "the most that a plant may do",
            "Path": "/plant/",
            "PolicyDocument": _document({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}),
        },
    },
    "Attached": {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {
            "PolicyDocument": _document({"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}),
            "Users": [{"Ref": "Feeder"}],
        },
    },
    "Feeder": {"Type": "AWS::IAM::User", "Properties": {"PermissionsBoundary": {"Ref": "Boundary"}}},
    "Sender": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Path": "/plant/",
            "PermissionsBoundary": {"Ref": "Boundary"},
            "ManagedPolicyArns": [{"Ref": "Boundary"}],
            "AssumeRolePolicyDocument": _trust(
                "rolesanywhere.amazonaws.com", "sts:SetSourceIdentity", "sts:TagSession"
            ),
        },
    },
    "Anchor": {
        "Type": "AWS::RolesAnywhere::TrustAnchor",
        "Properties": {
            "Name": "plants",
            "Enabled": True,
            "Source": {"SourceType": "CERTIFICATE_BUNDLE", "SourceData": {"X509CertificateData": _CERTIFICATE}},
            "Tags": _OWNER,
        },
    },
    "Profile": {
        "Type": "AWS::RolesAnywhere::Profile",
        "Properties": {
            "Name": "north",
            "Enabled": True,
            "DurationSeconds": 3600,
            "RoleArns": [_attribute("Sender", "Arn")],
            "Tags": _OWNER,
        },
    },
    "SpareProfile": {
        "Type": "AWS::RolesAnywhere::Profile",
        "Properties": {"Name": "east", "RoleArns": [_attribute("Sender", "Arn")]},
    },
    "Revoked": {
        "Type": "AWS::RolesAnywhere::CRL",
        "Properties": {
            "Name": "plants",
            "Enabled": True,
            "CrlData": _CRL,
            "TrustAnchorArn": _attribute("Anchor", "TrustAnchorArn"),
        },
    },
}


def _trail(**more: Any) -> dict[str, Any]:
    properties = {
        "IsLogging": True,
        "S3BucketName": {"Ref": "TrailStore"},
        "CloudWatchLogsLogGroupArn": _attribute("TrailLog", "Arn"),
        "CloudWatchLogsRoleArn": _attribute("TrailWriter", "Arn"),
        **more,
    }
    return {"Type": "AWS::CloudTrail::Trail", "DependsOn": ["TrailStorePolicy"], "Properties": properties}


def _trail_may(action: str, resource: Any) -> dict[str, Any]:
    principal = {"Service": "cloudtrail.amazonaws.com"}
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}


_STORE = _attribute("TrailStore", "Arn")
_OBJECTS = {"Fn::Join": ["", [_STORE, "/*"]]}
_WRITE_LOG = {
    "Effect": "Allow",
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": _attribute("TrailLog", "Arn"),
}
_FIELDS = [
    {"Field": "eventCategory", "Equals": ["Data"]},
    {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
    {"Field": "readOnly", "Equals": ["true"]},
]
_WRITES = {
    "ReadWriteType": "WriteOnly",
    "IncludeManagementEvents": False,
    "DataResources": [{"Type": "AWS::S3::Object", "Values": [_OBJECTS]}],
}

_WATCH: dict[str, Any] = {
    "TrailStore": {
        "Type": "AWS::S3::Bucket",
        "Properties": {"MetricsConfigurations": [{"Id": "north", "Prefix": "site=north/"}, {"Id": "all"}]},
    },
    "TrailStorePolicy": {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": "TrailStore"},
            "PolicyDocument": _document(_trail_may("s3:GetBucketAcl", _STORE), _trail_may("s3:PutObject", _OBJECTS)),
        },
    },
    "TrailLog": {"Type": "AWS::Logs::LogGroup"},
    "TrailWriter": {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": _trust("cloudtrail.amazonaws.com"),
            "Policies": [{"PolicyName": "write", "PolicyDocument": _document(_WRITE_LOG)}],
        },
    },
    "Trail": _trail(
        EnableLogFileValidation=True,
        AdvancedEventSelectors=[{"Name": "reads", "FieldSelectors": _FIELDS}],
        Tags=_OWNER,
    ),
    "WritesTrail": _trail(EventSelectors=[_WRITES], IsMultiRegionTrail=True),
    "SpareTrail": _trail(IsLogging=False),
    "Refused": {
        "Type": "AWS::Logs::MetricFilter",
        "Properties": {
            "LogGroupName": {"Ref": "TrailLog"},
            "FilterPattern": '{ $.errorCode = "AccessDenied*" }',
            "MetricTransformations": [
                {"MetricNamespace": "Acme", "MetricName": "Refused", "MetricValue": "1", "DefaultValue": 0}
            ],
        },
    },
    "SpareFilter": {
        "Type": "AWS::Logs::MetricFilter",
        "Properties": {
            "LogGroupName": {"Ref": "TrailLog"},
            "FilterPattern": "{ $.errorCode EXISTS }",
            "MetricTransformations": [
                {
                    "MetricNamespace": "Acme",
                    "MetricName": "Errors",
                    "MetricValue": "1",
                    "Dimensions": [{"Key": "Code", "Value": "$.errorCode"}],
                    "Unit": "Count",
                }
            ],
        },
    },
}

PLANT: dict[str, Any] = {**_IDENTITIES, **_WATCH}
