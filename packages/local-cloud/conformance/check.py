"""Reads every resource of every template back from its own service and compares it."""

from __future__ import annotations

import functools
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from botocore.exceptions import BotoCoreError, ClientError

from conformance import told
from conformance.assembly import Place, Properties, Stack
from conformance.cloud import Cloud
from conformance.compare import differences, without_effect
from conformance.kinds import KINDS, RECORDED
from conformance.reading import NOT_FOUND, Kind, MissingError, Reading, Resource
from conformance.report import Report
from conformance.resolve import Resolver, UnresolvedError
from conformance.state import State

# The local cloud writes its list up to a second after the request that changed it.
_LIST_SETTLES_SECONDS = 2.0


def check(stacks: list[Stack], cloud: Cloud, state: State, kinds: Mapping[str, Kind] = KINDS) -> Report:
    """Compares a whole assembly with what its services say; `state` is asked after they were read."""
    started = time.monotonic()
    report = Report(resources={stack.name: len(stack.template["Resources"]) for stack in stacks})
    resources = _resolve(stacks, cloud, report)
    read = [
        (resource, got)
        for resource in resources
        if (got := _read(Reading(cloud, resource, resources), kinds, report)) is not None
    ]
    time.sleep(max(0.0, started + _LIST_SETTLES_SECONDS - time.monotonic()))
    not_applied = state.not_applied()
    tags = {stack.name: stack.tags for stack in stacks}
    _find_recorded(resources, state, report)
    for resource, got in read:
        entries = not_applied.get(resource.place, [])
        report.not_applied += [entry.row() for entry in entries]
        kind = kinds[resource.place.type]
        wanted = with_stack_tags({**kind.absent, **resource.properties}, tags[resource.place.stack])
        _compare(resource.place, without_effect(wanted, entries), without_effect(got, entries), kind, report)
    return report


def _resolve(stacks: list[Stack], cloud: Cloud, report: Report) -> list[Resource]:
    """The resources that stand and whose every value is known; the others are in the report."""
    found = {stack.name: cloud.standing(stack.name) for stack in stacks}
    standing = {name: each for name, each in found.items() if each is not None}
    resolver = Resolver(stacks, standing, cloud.account, cloud.region, functools.partial(told.attribute, cloud))
    resources = []
    for stack in stacks:
        ids = standing[stack.name].physical_ids if stack.name in standing else {}
        for logical_id, resource in stack.template["Resources"].items():
            place = Place(stack.name, logical_id, resource["Type"])
            if "Condition" in resource:
                report.undecided.append(place.row(why=f"condition {resource['Condition']} is not evaluated"))
                continue
            if logical_id not in ids:
                report.missing.append(place.row(physicalId=None))
                continue
            try:
                properties = resolver.resolve(stack.name, resource.get("Properties", {}))
            except UnresolvedError as error:
                report.undecided.append(place.row(why=str(error)))
                continue
            resources.append(Resource(place, ids[logical_id], properties))
    return resources


def _read(at: Reading, kinds: Mapping[str, Kind], report: Report) -> Properties | None:
    place = at.resource.place
    kind = kinds.get(place.type)
    if place.type in RECORDED:
        return None
    if kind is None:
        report.undecided.append(place.row(why=f"cannot tell: no reader for {place.type}"))
        return None
    try:
        return kind.read(at)
    except MissingError:
        report.missing.append(place.row(physicalId=at.id))
    except ClientError as error:
        if error.response["Error"]["Code"] in NOT_FOUND:
            report.missing.append(place.row(physicalId=at.id))
        else:
            report.undecided.append(place.row(why=str(error)))
    except BotoCoreError as error:
        report.undecided.append(place.row(why=str(error)))
    return None


def _find_recorded(resources: Sequence[Resource], state: State, report: Report) -> None:
    """By name only: what is in the record has not been read from any service."""
    recorded = state.recorded()
    for resource in resources:
        if resource.place.type in RECORDED:
            rows = recorded.get((resource.place.stack, resource.place.logical_id), [])
            report.recorded += [resource.place.row(kind=row["kind"], name=row["name"]) for row in rows]
            if not rows:
                report.missing.append(resource.place.row(physicalId=resource.physical_id))


def with_stack_tags(properties: Properties, tags: Mapping[str, str]) -> Properties:
    """Properties of a resource that takes tags with those of its stack, of which its own take the place."""
    if not tags or "Tags" not in properties or not isinstance(properties["Tags"] or [], list):
        return properties
    own = properties["Tags"] or []
    names = {tag["Key"] for tag in own}
    return {**properties, "Tags": [*own, *({"Key": key, "Value": tags[key]} for key in tags if key not in names)]}


def _compare(place: Place, wanted: Properties, got: Properties, kind: Kind, report: Report) -> None:
    wanted = {name: value for name, value in wanted.items() if name not in kind.not_told}
    unread = sorted(wanted.keys() - got.keys())
    report.undecided += [place.row(why=f"cannot tell: property {name} is not read") for name in unread]
    compared = {name: value for name, value in wanted.items() if name in got}
    report.different += [place.row(**asdict(difference)) for difference in differences(compared, got)]
    report.checked[place.stack] += not unread
