"""Alarms that go off as on AWS: each by its own metric and dimensions, period by period, also where nothing is measured.

MiniStack mixes all metrics of a name, knows no missing data, and looks only when somebody sends a metric.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from standin.cloudwatch import service_metrics
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.responses": ("request_scope",),
    "services.cloudwatch": (
        "_alarms",
        "_calc_stats",
        "_dims_from_list",
        "_dims_key",
        "_dispatch_alarm_actions",
        "_evaluate_alarm",
        "_evaluate_all_alarms",
        "_evaluate_parent_alarms",
        "_metrics",
        "_record_history",
        "_stat_value",
    ),
}

# AWS looks each minute; whoever sits before a laptop would rather not wait for it.
_EVERY_SECONDS = 5.0
# AWS asks for more periods than an alarm names, in case the last ones are missing; its own example shows two.
_FURTHER_BACK = 2
_log = logging.getLogger("standin.alarms")

_BREACHES: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}

Alarm = dict[str, Any]


def install(_settings: Settings) -> None:
    ministack("services.cloudwatch")._evaluate_alarm = _evaluate
    threading.Thread(target=_watch, name="standin-alarms", daemon=True).start()


def state(alarm: Mapping[str, Any], values: Sequence[float | None]) -> str | None:
    """The alarm's state by its `values`, the latest period first and None where nothing was measured; None to keep the old one."""
    wanted = int(alarm.get("EvaluationPeriods", 1))
    enough = int(alarm.get("DatapointsToAlarm") or wanted)
    breaches = _BREACHES[alarm["ComparisonOperator"]]
    # The latest that there are: a missing period is filled in only where too few are left.
    known = [value for value in values if value is not None][:wanted]
    bad = sum(breaches(value, alarm["Threshold"]) for value in known)
    missing, treat = wanted - len(known), alarm.get("TreatMissingData", "missing")
    if treat == "breaching":
        bad += missing
    if bad >= enough:
        return "ALARM"
    if missing == 0 or treat in ("breaching", "notBreaching") or bad < len(known):
        return "OK"
    if treat == "ignore":
        return None
    return "ALARM" if known else "INSUFFICIENT_DATA"


def values(alarm: Mapping[str, Any], points: Iterable[Mapping[str, Any]], now: float) -> list[float | None]:
    """The alarm's statistic in each of its periods, which end now, the latest first."""
    cloudwatch = ministack("services.cloudwatch")
    period = float(alarm.get("Period", 60))
    windows: list[list[Mapping[str, Any]]] = [[] for _ in range(int(alarm.get("EvaluationPeriods", 1)) + _FURTHER_BACK)]
    for point in points:
        index = int((now - point["Timestamp"]) // period)
        if 0 <= index < len(windows) and alarm.get("Unit") in (None, point["Unit"]):
            windows[index].append(point)
    name = alarm.get("ExtendedStatistic") or alarm.get("Statistic", "Average")
    return [cloudwatch._stat_value(cloudwatch._calc_stats(some), name, some) if some else None for some in windows]


def _evaluate(alarm: Alarm) -> None:
    cloudwatch = ministack("services.cloudwatch")
    if alarm.get("ComparisonOperator") not in _BREACHES or not alarm.get("MetricName"):
        return
    dimensions = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))
    points = cloudwatch._metrics.get((alarm["Namespace"], alarm["MetricName"], dimensions)) or []
    found = values(alarm, list(points), time.time())
    new, old = state(alarm, found), alarm["StateValue"]
    if new is None or new == old:
        return
    shown = ", ".join("nothing" if value is None else f"{value:g}" for value in found)
    reason = f"{alarm['ComparisonOperator']} {alarm['Threshold']:g}: {shown}, the latest period first"
    alarm.update(StateValue=new, StateReason=reason, StateUpdatedTimestamp=int(time.time()))
    cloudwatch._record_history(alarm["AlarmName"], old, new, reason)
    cloudwatch._dispatch_alarm_actions(alarm, old, new, reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def _watch() -> None:
    looked = time.time()
    while True:
        time.sleep(_EVERY_SECONDS)
        now = time.time()
        try:
            _look(looked, now)
        except Exception:
            # Not the last look: no alarm would go off any more, and nobody would be told.
            _log.exception("alarms were not looked at; the next look is in %s seconds", _EVERY_SECONDS)
            continue
        looked = now


def _look(since: float, now: float) -> None:
    cloudwatch = ministack("services.cloudwatch")
    for account, region in {(account, region) for account, region, _ in list(cloudwatch._alarms._data)}:
        with ministack("core.responses").request_scope(account, region):
            service_metrics.measure(since, now)
            cloudwatch._evaluate_all_alarms()
