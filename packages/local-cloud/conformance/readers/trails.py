"""Trails, and the filters that count in their logs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, as_written, only, own_tags

# CloudTrail's answer for a trail for which nobody chose any.
_NOT_CHOSEN = [
    {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}
]
_AS_IT_IS = (
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
    "IncludeGlobalServiceEvents",
    "IsMultiRegionTrail",
    "S3BucketName",
    "S3KeyPrefix",
)


def read_trail(at: Reading) -> Properties:
    cloudtrail = at.client("cloudtrail")
    trail = cloudtrail.get_trail(Name=at.id)["Trail"]
    selectors = cloudtrail.get_event_selectors(TrailName=at.id)
    (tags,) = cloudtrail.list_tags(ResourceIdList=[trail["TrailARN"]])["ResourceTagList"]
    basic = selectors.get("EventSelectors")
    return {
        **only(trail, *_AS_IT_IS),
        "TrailName": trail["Name"],
        "EnableLogFileValidation": trail["LogFileValidationEnabled"],
        "IsLogging": cloudtrail.get_trail_status(Name=at.id)["IsLogging"],
        "AdvancedEventSelectors": selectors.get("AdvancedEventSelectors"),
        "EventSelectors": None if basic in (None, _NOT_CHOSEN) else _without_defaults(basic, at.wanted),
        "Tags": own_tags(tags["TagsList"]),
    }


def read_metric_filter(at: Reading) -> Properties:
    group = at.wanted["LogGroupName"]
    found = at.cloud.pages("logs", "describe_metric_filters", "metricFilters", logGroupName=group)
    own = [each for each in found if each["filterName"] == at.id]
    if not own:
        raise MissingError(f"log group {group} has no metric filter {at.id}")
    return {
        "FilterName": own[0]["filterName"],
        "FilterPattern": own[0]["filterPattern"],
        "LogGroupName": own[0]["logGroupName"],
        "MetricTransformations": [_transformation(each) for each in own[0]["metricTransformations"]],
    }


def _without_defaults(selectors: Sequence[Mapping[str, Any]], wanted: Properties) -> list[Properties]:
    """Selectors less what CloudTrail adds by itself."""
    named = {name for selector in wanted.get("EventSelectors") or [] for name in selector}
    by_itself = _NOT_CHOSEN[0]
    return [
        {name: value for name, value in selector.items() if name in named or value != by_itself.get(name)}
        for selector in selectors
    ]


def _transformation(told: Mapping[str, Any]) -> Properties:
    plain = {name[0].upper() + name[1:]: value for name, value in told.items()}
    if "DefaultValue" in plain:
        plain["DefaultValue"] = as_written(float(plain["DefaultValue"]))
    if "Dimensions" in plain:
        plain["Dimensions"] = [{"Key": key, "Value": value} for key, value in plain["Dimensions"].items()]
    return plain
