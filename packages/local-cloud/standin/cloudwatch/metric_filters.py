"""Metric filters that count: what is written to a log group is matched, and a match is a point of the filter's metric."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from standin.cloudwatch import service_metrics
from standin.cloudwatch.filter_patterns import Matcher, PatternError, compile_pattern, value_at
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.responses": ("error_response_json",),
    "services.cloudwatch_logs": ("_metric_filters", "_put_log_events", "_put_metric_filter"),
}

Event = Mapping[str, Any]
Answer = tuple[int, Any, bytes]


def install(_settings: Settings) -> None:
    wrap("services.cloudwatch_logs", "_put_metric_filter", _refusing_unknown)
    wrap("services.cloudwatch_logs", "_put_log_events", _counting)


def _refusing_unknown(original: Callable[..., Answer]) -> Callable[..., Answer]:
    def put_metric_filter(data: Mapping[str, Any]) -> Answer:
        try:
            compile_pattern(data.get("filterPattern", ""))
        except PatternError as error:
            refused: Answer = ministack("core.responses").error_response_json(
                "InvalidParameterException", str(error), 400
            )
            return refused
        return original(data)

    return put_metric_filter


def _counting(original: Callable[..., Answer]) -> Callable[..., Answer]:
    def put_log_events(data: Mapping[str, Any]) -> Answer:
        answer = original(data)
        if answer[0] < 300:
            filters = ministack("services.cloudwatch_logs")._metric_filters.values()
            own = [each for each in filters if each["logGroupName"] == data["logGroupName"]]
            if own:
                _count(own, data.get("logEvents", []))
        return answer

    return put_log_events


def _count(filters: Iterable[Mapping[str, Any]], log_events: Iterable[Event]) -> None:
    events = [parsed for each in log_events if (parsed := _parsed(each["message"])) is not None]
    for each in filters:
        matcher = _matcher(each["filterPattern"])
        matched = [event for event in events if matcher(event)]
        for transformation in each["metricTransformations"]:
            _publish(transformation, matched)


_matcher: Callable[[str], Matcher] = functools.lru_cache(maxsize=256)(compile_pattern)


def _parsed(message: str) -> Any:
    """The event, None where it is no JSON object: no pattern that is known here matches that."""
    try:
        event = json.loads(message)
    except ValueError:
        return None
    return event if isinstance(event, dict) else None


def _publish(transformation: Mapping[str, Any], matched: list[Event]) -> None:
    if not matched and "defaultValue" in transformation:
        _store(transformation, {}, [transformation["defaultValue"]])
    values: dict[tuple[tuple[str, str], ...], list[float]] = {}
    for event in matched:
        value = _value(transformation["metricValue"], event)
        dimensions = {
            name: value_at(event, selector) for name, selector in transformation.get("dimensions", {}).items()
        }
        # AWS makes no point where a dimension's field is missing.
        if value is not None and None not in dimensions.values():
            key = tuple((name, str(found)) for name, found in dimensions.items())
            values.setdefault(key, []).append(value)
    for key, found in values.items():
        _store(transformation, dict(key), found)


def _value(wanted: str, event: Event) -> float | None:
    found = value_at(event, wanted) if wanted.startswith("$") else wanted
    try:
        return float(found)
    except (TypeError, ValueError):
        return None


def _store(transformation: Mapping[str, Any], dimensions: Mapping[str, str], values: list[float]) -> None:
    unit = transformation.get("unit", "None")
    name, namespace = transformation["metricName"], transformation["metricNamespace"]
    service_metrics.record_values(namespace, name, values, unit, **dimensions)
