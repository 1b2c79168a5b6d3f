"""The measurements of a run, sent to CloudWatch after it has committed: how much came in, how good it was, how late it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from contract import JOB_METRICS

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


def age_seconds(landed_us: int, now: datetime) -> float:
    """Never below 0: landing's clock may run before ours."""
    return max(0.0, now.timestamp() - landed_us / 1e6)
