"""The measurements of a run, sent to CloudWatch after it has committed: how much came in, how good it was, how late it is."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contract import JOB_METRICS, REASON
from replica.settings import Place

if TYPE_CHECKING:
    from replica.gold.exported import Exported
    from replica.silver.account import Account

_SITE = re.compile(r"^site=([^/]+)/")
_NO_SITE = "?"
_MOST_A_CALL = 1000
# A route that is missing must not hold a run for minutes.
_PATIENCE = Config(connect_timeout=5, read_timeout=10, retries={"total_max_attempts": 3})


@dataclass(frozen=True)
class Measurement:
    """`subject` is the value of the metric's own dimension."""

    metric: str
    subject: str
    value: float


@dataclass(frozen=True)
class Meter:
    """The place to which one deployment's measurements go."""

    namespace: str
    deployment: str

    def send(self, measurements: Iterable[Measurement]) -> None:
        """Send what was measured; what hinders that is said in the log and never fails the run, which has committed."""
        data = [self._datum(each) for each in measurements]
        try:
            for start in range(0, len(data), _MOST_A_CALL):
                some = data[start : start + _MOST_A_CALL]
                boto3.client("cloudwatch", config=_PATIENCE).put_metric_data(Namespace=self.namespace, MetricData=some)
        except (BotoCoreError, ClientError) as error:
            print(f"metrics were not sent: {error}", file=sys.stderr)

    def _datum(self, measurement: Measurement) -> dict[str, Any]:
        told = JOB_METRICS[measurement.metric]
        dimensions = {"Deployment": self.deployment, told["dimension"]: measurement.subject}
        return {
            "MetricName": measurement.metric,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "Value": measurement.value,
            "Unit": told["unit"],
        }


def meter_of(argument: str | None) -> Meter | None:
    """The meter that `--metrics <namespace>/<deployment>` names, none where nothing is to be sent.

    Raises ValueError where one of the two is missing.
    """
    if argument is None:
        return None
    namespace, _, deployment = argument.partition("/")
    if not namespace or not deployment:
        raise ValueError(f"--metrics: got {argument!r}, wanted <namespace>/<deployment>")
    return Meter(namespace, deployment)


def measure(
    meter: Meter | None, accounts: list[Account], before: Mapping[Place, int], views: Iterable[Place], now: datetime
) -> None:
    """Send what a clean run measured, where there is a meter; `before` as `newest_landed` has it."""
    if meter is not None:
        meter.send([*of_accounts(accounts), *freshness(newest_landed(accounts, before), views, now)])


def of_accounts(accounts: Iterable[Account]) -> list[Measurement]:
    """Counts and the share of bad cells by site; objects whose key names no site stand under `?`."""
    by_site: dict[str, list[Account]] = {}
    for account in accounts:
        by_site.setdefault(_site_of(account), []).append(account)
    return [measured for site, some in sorted(by_site.items()) for measured in _of_site(site, some)]


def _site_of(account: Account) -> str:
    if account.landed.place is not None:
        return account.landed.place[0]
    match = _SITE.match(account.landed.key)
    return match[1] if match else _NO_SITE


def _of_site(site: str, accounts: list[Account]) -> list[Measurement]:
    refused = [each for each in accounts if each.outcome == "refused" and each.landed.refusal != REASON.F_PROBE]
    counts = {
        "CellsIn": sum(each.cells_in for each in accounts),
        "Quarantined": sum(each["quarantined"] for each in accounts),
        "Refused": len(refused),
        "Unreadable": sum(each.outcome == "unreadable" for each in accounts),
    }
    measured = [Measurement(metric, site, count) for metric, count in counts.items()]
    judged = counts["CellsIn"] - sum(each["exact_duplicates"] for each in accounts)
    if judged > 0:
        share = 100 * sum(each["silver_bad"] for each in accounts) / judged
        measured.append(Measurement("ShareBad", site, share))
    return measured


def newest_landed(accounts: Iterable[Account], before: Mapping[Place, int]) -> dict[Place, int]:
    """When the newest object landed that brought silver a reading, in microseconds since 1970.

    `before` is the same of the runs before. An exact repeat brings none, nor does an object that was quarantined whole.
    """
    newest = dict(before)
    for account in accounts:
        place = account.landed.place
        if place is not None and account.outcome == "read" and account["silver_good"] + account["silver_bad"] > 0:
            newest[place] = max(newest.get(place, 0), account.landed.landed_us)
    return newest


def freshness(newest: Mapping[Place, int], views: Iterable[Place], now: datetime) -> list[Measurement]:
    """FreshnessSeconds of each site: that of the stalest of its `views` that has ever brought silver a reading.

    A site whose one feed has stopped is not fresh because another still runs.
    """
    stalest: dict[str, int] = {}
    for place in views:
        if place in newest:
            stalest[place[0]] = min(stalest.get(place[0], newest[place]), newest[place])
    return [Measurement("FreshnessSeconds", site, age_seconds(us, now)) for site, us in sorted(stalest.items())]


def of_dataset(name: str, landed_us: int | None, exported: Exported | None, now: datetime) -> list[Measurement]:
    """AgeSeconds from `landed_us` of the newest object in the dataset; the rest where the run exported it."""
    measured = [] if landed_us is None else [Measurement("AgeSeconds", name, age_seconds(landed_us, now))]
    if exported is not None:
        measured.append(Measurement("Cells", name, exported.cells))
        if exported.cells > 0:
            measured.append(Measurement("ShareEmpty", name, 100 * exported.empty / exported.cells))
    return measured


def age_seconds(landed_us: int, now: datetime) -> float:
    """Never below 0: landing's clock may run before ours."""
    return max(0.0, now.timestamp() - landed_us / 1e6)
