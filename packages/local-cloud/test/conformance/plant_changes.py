"""Changes to what lets plants in and watches them, of which CloudFormation knows nothing."""

from __future__ import annotations

import json

from standin.testing.local_cloud import LocalCloud

CHANGED = [
    "Anchor.Enabled",
    "Anchor.Tags",
    "Attached.Users",
    "Boundary.PolicyDocument.Statement",
    "Feeder.PermissionsBoundary",
    "Profile.DurationSeconds",
    "Profile.RoleArns",
    "Refused.FilterPattern",
    "Revoked.Enabled",
    "Sender.PermissionsBoundary",
    "Trail.AdvancedEventSelectors",
    "Trail.EnableLogFileValidation",
    "Trail.IsLogging",
    "TrailStore.MetricsConfigurations",
    "WritesTrail.EventSelectors",
]
DELETED = ["SpareFilter", "SpareProfile", "SpareTrail"]


def change_plant_identities(cloud: LocalCloud, stack: str) -> None:
    iam, of = cloud.client("iam"), {name: cloud.resource(stack, name) for name in ("Attached", "Boundary")}
    feeder, sender = cloud.resource(stack, "Feeder"), cloud.resource(stack, "Sender")
    everything = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
    iam.create_policy_version(PolicyArn=of["Boundary"], PolicyDocument=json.dumps(everything), SetAsDefault=True)
    iam.put_user_permissions_boundary(UserName=feeder, PermissionsBoundary=of["Attached"])
    iam.delete_role_permissions_boundary(RoleName=sender)
    iam.detach_user_policy(UserName=feeder, PolicyArn=of["Attached"])


def change_anchors(cloud: LocalCloud, stack: str) -> None:
    api, anchor = cloud.client("rolesanywhere"), cloud.resource(stack, "Anchor")
    arn = api.disable_trust_anchor(trustAnchorId=anchor)["trustAnchor"]["trustAnchorArn"]
    api.untag_resource(resourceArn=arn, tagKeys=["owner"])
    profile, other = cloud.resource(stack, "Profile"), "arn:aws:iam::000000000000:role/other"
    api.update_profile(profileId=profile, durationSeconds=43200, roleArns=[other])
    api.delete_profile(profileId=cloud.resource(stack, "SpareProfile"))
    api.disable_crl(crlId=cloud.resource(stack, "Revoked"))


def change_watch(cloud: LocalCloud, stack: str) -> None:
    cloudtrail, trail = cloud.client("cloudtrail"), cloud.resource(stack, "Trail")
    cloudtrail.stop_logging(Name=trail)
    cloudtrail.update_trail(Name=trail, EnableLogFileValidation=False)
    fields = [{"Field": "eventCategory", "Equals": ["Management"]}]
    cloudtrail.put_event_selectors(TrailName=trail, AdvancedEventSelectors=[{"FieldSelectors": fields}])
    writes = {"ReadWriteType": "ReadOnly", "IncludeManagementEvents": False}
    cloudtrail.put_event_selectors(TrailName=cloud.resource(stack, "WritesTrail"), EventSelectors=[writes])
    cloudtrail.delete_trail(Name=cloud.resource(stack, "SpareTrail"))
    logs, group = cloud.client("logs"), cloud.resource(stack, "TrailLog")
    nothing = [{"metricNamespace": "Acme", "metricName": "Refused", "metricValue": "1", "defaultValue": 0}]
    logs.put_metric_filter(
        logGroupName=group,
        filterName=cloud.resource(stack, "Refused"),
        filterPattern='{ $.errorCode = "Nothing" }',
        metricTransformations=nothing,
    )
    logs.delete_metric_filter(logGroupName=group, filterName=cloud.resource(stack, "SpareFilter"))
    store = cloud.resource(stack, "TrailStore")
    cloud.client("s3").delete_bucket_metrics_configuration(Bucket=store, Id="north")
