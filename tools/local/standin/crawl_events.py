"""Tells EventBridge of a crawl's beginning and end, as Glue does; MiniStack tells nothing."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Mapping

from standin.crawl.catalogue import Counts
from standin.seams import Seams, ministack
from standin.settings import ACCOUNT, REGION

SEAMS: Seams = {"services.eventbridge": ("_dispatch_event",)}

_STATES = {"SUCCEEDED": "Succeeded", "FAILED": "Failed", "CANCELLED": "Stopped"}


def tell_started(crawler: str) -> None:
    _tell(crawler, "Started", {"startTime": _now()})


def tell_ended(crawler: str, last: Mapping[str, str], counts: Counts, seconds: float) -> None:
    """`last` has the crawl's Status and ErrorMessage."""
    state = _STATES[last["Status"]]
    if state == "Failed":
        _tell(crawler, state, {"errorMessage": last["ErrorMessage"]})
        return
    detail = {
        "completionDate": _now(),
        "partitionsCreated": str(counts.partitions_created),
        "partitionsDeleted": "0",
        "partitionsUpdated": str(counts.partitions_updated),
        "runningTime (sec)": str(round(seconds)),
        "tablesCreated": str(counts.tables_created),
        "tablesDeleted": "0",
        "tablesUpdated": str(counts.tables_updated),
        "warningMessage": "N/A",
    }
    _tell(crawler, state, detail)


def _tell(crawler: str, state: str, detail: Mapping[str, str]) -> None:
    told = {"accountId": ACCOUNT, "crawlerName": crawler, "state": state, "message": f"Crawler {state}", **detail}
    event = {
        "EventId": str(uuid.uuid4()),
        "Source": "aws.glue",
        "DetailType": "Glue Crawler State Change",
        "Detail": json.dumps(told),
        "EventBusName": "default",
        "Time": _now(),
        "Resources": [],
        "Account": ACCOUNT,
        "Region": REGION,
    }
    ministack("services.eventbridge")._dispatch_event(event)


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
