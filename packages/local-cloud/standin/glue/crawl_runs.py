"""One crawl under a session of the crawler's own role, over what stands there, from its start to its state and log."""

from __future__ import annotations

import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
from botocore.exceptions import ClientError

from standin.glue.crawl.catalogue import Catalogue, Counts
from standin.glue.crawl.csv_text import CsvRule, rule_of
from standin.glue.crawl.parquet import Reader
from standin.glue.crawl.plan import CrawlError, plan_of
from standin.glue.crawl.run import Crawl
from standin.iam import role_sessions
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {"services.glue": ("_ALL_STATE", "_classifiers")}

# Name of what MiniStack's state of Glue has of the last crawl of each crawler.
METRICS = "crawl_metrics"

LOG_GROUP = "/aws-glue/crawlers"

Crawler = dict[str, Any]

# A crawl must not take more than it needs, and no extension may be fetched.
_DUCKDB: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": "1",
}


class _StoppedError(Exception):
    """Somebody called StopCrawler."""


def run_crawl(settings: Settings, crawler: Crawler) -> None:
    """Crawl to the end and set the crawler's state; whatever ends a crawl early is its error message, as on Glue."""
    started, counts = time.time(), Counts()
    lines = [f"BENCHMARK : Running Start Crawl for Crawler {crawler['Name']}"]
    keys = role_sessions.credentials(f"crawler-{crawler['Name']}", "AWS-Crawler", crawler["Role"])
    status, message = "SUCCEEDED", ""
    try:
        _crawl(settings, crawler, keys, counts, lines.append)
    except _StoppedError:
        status = "CANCELLED"
    except Exception as error:
        status, message = "FAILED", _message(error)
        lines.append(f"ERROR : {message}")
    stream = str(uuid.uuid4())
    try:
        _write_log(role_sessions.client(settings, keys, "logs"), crawler["Name"], stream, lines)
    except ClientError as error:
        status, message = "FAILED", message or _message(error)
    _settle(crawler, counts, started, {"Status": status, "MessagePrefix": stream, "ErrorMessage": message[:2048]})


def _crawl(
    settings: Settings, crawler: Crawler, keys: role_sessions.Credentials, counts: Counts, log: Callable[[str], None]
) -> None:
    plan = plan_of(crawler)

    def go_on() -> None:
        if crawler["State"] != "RUNNING":
            raise _StoppedError

    s3, glue = (role_sessions.client(settings, keys, service) for service in ("s3", "glue"))
    with (
        tempfile.TemporaryDirectory(dir=settings.temporary) as folder,
        duckdb.connect(config=_DUCKDB) as database,
    ):
        reader = Reader(s3, Path(folder), database)
        rules = tuple(_rule(name) for name in plan.classifiers)
        Crawl(plan, rules, reader, Catalogue(glue, plan, log, counts), go_on).run()


def _rule(name: str) -> CsvRule:
    classifier = ministack("services.glue")._classifiers.get(name)
    if classifier is None or "CsvClassifier" not in classifier:
        raise CrawlError(f"classifier {name}: got {classifier and next(iter(classifier))}, wanted a CsvClassifier")
    return rule_of(classifier["CsvClassifier"])


def _message(error: Exception) -> str:
    known = isinstance(error, (CrawlError, ClientError))
    return str(error) if known else f"{type(error).__name__}: {error}"


def _write_log(logs: Any, name: str, prefix: str, lines: list[str]) -> None:
    for create, more in ((logs.create_log_group, {}), (logs.create_log_stream, {"logStreamName": name})):
        try:
            create(logGroupName=LOG_GROUP, **more)
        except logs.exceptions.ResourceAlreadyExistsException:
            continue
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": f"[{prefix}] {line}"} for line in lines]
    logs.put_log_events(logGroupName=LOG_GROUP, logStreamName=name, logEvents=events)


def _settle(crawler: Crawler, counts: Counts, started: float, last: Mapping[str, str]) -> None:
    seconds = time.time() - started
    ministack("services.glue")._ALL_STATE[METRICS][crawler["Name"]] = {
        "TablesCreated": counts.tables_created,
        "TablesUpdated": counts.tables_updated,
        "LastRuntimeSeconds": seconds,
    }
    told = {name: value for name, value in last.items() if value}
    crawler.update(
        State="READY",
        CrawlElapsedTime=int(seconds * 1000),
        LastCrawl={**told, "LogGroup": LOG_GROUP, "LogStream": crawler["Name"], "StartTime": started},
    )
