"""Crawlers start, stop and tell what they did. MiniStack's own wait a while and make no table."""

from __future__ import annotations

import contextvars
import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from standin.glue import crawl_runs
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.glue": (
        "_ALL_STATE",
        "_crawlers",
        "_get_crawler_metrics",
        "_start_crawler",
        "_stop_crawler",
        "error_response_json",
        "json_response",
        "load_persisted_state",
    ),
}

_ENDED_WITH_US = "the local cloud was restarted during this crawl"
_starting = threading.Lock()


def install(settings: Settings) -> None:
    glue = ministack("services.glue")
    glue._ALL_STATE[crawl_runs.METRICS] = type(glue._crawlers)()

    def start_crawler(data: Mapping[str, Any]) -> Any:
        return _start(settings, data.get("Name"))

    glue._start_crawler = start_crawler
    glue._stop_crawler = _stop
    wrap("services.glue", "_get_crawler_metrics", _with_counts)
    wrap("services.glue", "load_persisted_state", _failing_interrupted_crawls)


def _start(settings: Settings, name: str | None) -> Any:
    glue = ministack("services.glue")
    crawler = glue._crawlers.get(name)
    if crawler is None:
        return glue.error_response_json("EntityNotFoundException", f"Crawler {name} not found", 400)
    with _starting:
        if crawler["State"] != "READY":
            return glue.error_response_json("CrawlerRunningException", f"Crawler {name} is already running", 400)
        crawler.update(State="RUNNING", CrawlElapsedTime=0)
    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(crawl_runs.run_crawl, settings, crawler), daemon=True).start()
    return glue.json_response({})


def _stop(data: Mapping[str, Any]) -> Any:
    glue, name = ministack("services.glue"), data.get("Name")
    crawler = glue._crawlers.get(name)
    if crawler is None:
        return glue.error_response_json("EntityNotFoundException", f"Crawler {name} not found", 400)
    if crawler["State"] != "RUNNING":
        return glue.error_response_json("CrawlerNotRunningException", f"Crawler {name} is not running", 400)
    crawler["State"] = "STOPPING"
    return glue.json_response({})


def _with_counts(original: Callable[..., Any]) -> Callable[..., Any]:
    def get_crawler_metrics(data: Mapping[str, Any]) -> Any:
        glue = ministack("services.glue")
        told = json.loads(original(data)[2])["CrawlerMetricsList"]
        counted = glue._ALL_STATE[crawl_runs.METRICS]
        return glue.json_response(
            {"CrawlerMetricsList": [{**each, **(counted.get(each["CrawlerName"]) or {})} for each in told]}
        )

    return get_crawler_metrics


def _failing_interrupted_crawls(original: Callable[..., Any]) -> Callable[..., Any]:
    def load_persisted_state(data: Any) -> Any:
        restored = original(data)
        for crawler in ministack("services.glue")._crawlers._data.values():
            if crawler["State"] != "READY":
                last = {"Status": "FAILED", "ErrorMessage": _ENDED_WITH_US, "StartTime": time.time()}
                crawler.update(State="READY", LastCrawl=last)
        return restored

    return load_persisted_state
