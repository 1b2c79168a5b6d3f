"""What a clean run measured: how much came in, how good it was, how late it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from contract import REASON
from replica.settings import Place
from replica.silver.account import BAD, DUPLICATE, GOOD, QUARANTINED, Account
from replica.telemetry.metrics import Measurement, Meter, age_seconds

_SITE = re.compile(r"^site=([^/]+)/")
_NO_SITE = "?"


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
        "Quarantined": sum(each[QUARANTINED] for each in accounts),
        "Refused": len(refused),
        "Unreadable": sum(each.outcome == "unreadable" for each in accounts),
    }
    measured = [Measurement(metric, site, count) for metric, count in counts.items()]
    judged = counts["CellsIn"] - sum(each[DUPLICATE] for each in accounts)
    if judged > 0:
        share = 100 * sum(each[BAD] for each in accounts) / judged
        measured.append(Measurement("ShareBad", site, share))
    return measured


def newest_landed(accounts: Iterable[Account], before: Mapping[Place, int]) -> dict[Place, int]:
    """When the newest object landed that brought silver a reading, in microseconds since 1970.

    `before` is the same of the runs before. An exact repeat brings none, nor does an object that was quarantined whole.
    """
    newest = dict(before)
    for account in accounts:
        place = account.landed.place
        if place is not None and account.outcome == "read" and account[GOOD] + account[BAD] > 0:
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
