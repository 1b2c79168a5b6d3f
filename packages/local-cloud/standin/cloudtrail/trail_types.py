"""AWS::CloudTrail::Trail, through the operations of the service."""

from __future__ import annotations

from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.cloudtrail import trails
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["TRAIL"]

SEAMS: Seams = {
    "services.cloudformation.provisioners": ("_physical_name",),
    "services.cloudtrail": ("_DEFAULT_EVENT_SELECTORS", "_trail_tags", "_trails"),
}

_SELECTORS = ("AdvancedEventSelectors", "EventSelectors")
# Off or empty where a template does not have them.
_DEFAULTS: Properties = {
    "CloudWatchLogsLogGroupArn": "",
    "CloudWatchLogsRoleArn": "",
    "EnableLogFileValidation": False,
    "IncludeGlobalServiceEvents": True,
    "IsMultiRegionTrail": False,
    "S3KeyPrefix": "",
}


def _create(logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    naming = ministack("services.cloudformation.provisioners")._physical_name
    name = props.get("TrailName") or naming(stack, logical_id, max_len=128)
    trails.call("CreateTrail", {"Name": name, **_fields(props)})
    try:
        return _settled(name, props)
    except ValueError:
        _delete(name, props)
        raise


def _update(current: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if old.get("TrailName") != new.get("TrailName"):
        replacement = _create(current, new, stack)
        _delete(current, old)
        return replacement
    trails.call("UpdateTrail", {"Name": current, **_fields(new)})
    return _settled(current, new)


def _delete(name: str, _props: Properties) -> None:
    if name in ministack("services.cloudtrail")._trails:
        trails.call("DeleteTrail", {"Name": name})


def _settled(name: str, props: Properties) -> tuple[str, Attributes]:
    cloudtrail = ministack("services.cloudtrail")
    given = {each: props[each] for each in _SELECTORS if props.get(each)}
    selectors = given or {"EventSelectors": cloudtrail._DEFAULT_EVENT_SELECTORS}
    trails.call("PutEventSelectors", {"TrailName": name, **_typed(selectors)})
    trails.call("StartLogging" if _typed(props["IsLogging"]) is True else "StopLogging", {"Name": name})
    arn = cloudtrail._trails[name]["TrailARN"]
    cloudtrail._trail_tags[arn] = {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}
    return name, {"Arn": arn}


def _fields(props: Properties) -> dict[str, Any]:
    given = {**_DEFAULTS, "S3BucketName": props["S3BucketName"]}
    return {name: _typed(props.get(name, default)) for name, default in given.items()}


def _typed(value: Any) -> Any:
    """CloudFormation may carry a boolean as text."""
    if isinstance(value, dict):
        # the values of a selector's conditions are texts, whatever they look like
        return {
            key: item if key in ("Equals", "NotEquals", "FieldSelectors") else _typed(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


TRAIL = {"create": _create, "update": _update, "delete": _delete}
