"""The account of each object version: every cell that came in is good, bad, quarantined or an exact duplicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from replica.extent import Extent
from replica.worklist import LandedVersion


class AccountOpenError(RuntimeError):
    """A sum does not close, so nothing may be committed; the message has the object and the numbers."""


@dataclass
class Account:
    """The account of one object version: what became of it.

    `outcome` is read, unreadable, refused, manifest or stranded; `cells_in` was counted on its own.
    """

    version: LandedVersion
    arrival: int
    outcome: str = "read"
    detail: str | None = None
    cells_in: int = 0
    good: int = 0
    bad: int = 0
    quarantined: int = 0
    duplicates: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    extent: Extent | None = None
    manifest_state: str | None = None
    manifest_rows: int | None = None

    def give_up(self, reason: str, detail: str) -> None:
        """Nothing can be read: what a manifest says was in it is quarantined, and the object counts as one where none does."""
        self.outcome, self.detail = "unreadable", detail
        self.cells_in = self.quarantined = self.manifest_rows or 0
        self.reasons[reason] += max(1, self.cells_in)

    def add(self, fate: str, reason: str | None, count: int) -> None:
        """Count cells of one fate as `revisions.settle` names it."""
        if fate == "repeat":
            self.duplicates += count
            return
        if fate == "lost":
            self.quarantined += count
        elif reason is None:
            self.good += count
        else:
            self.bad += count
        if reason is not None:
            self.reasons[reason] += count

    @property
    def cells_out(self) -> int:
        return self.good + self.bad + self.quarantined + self.duplicates


def close(accounts: Iterable[Account]) -> None:
    """Raise AccountOpenError unless every account closes."""
    still_open = [account for account in accounts if account.cells_in != account.cells_out]
    if still_open:
        lines = [
            f"{each.version.key} version {each.version.version}: {each.cells_in} cells in, {each.cells_out} out "
            f"({each.good} good, {each.bad} bad, {each.quarantined} quarantined, {each.duplicates} duplicates)"
            for each in still_open
        ]
        raise AccountOpenError(f"{len(still_open)} accounts do not close, nothing is committed\n" + "\n".join(lines))


def summary(accounts: Iterable[Account]) -> dict[str, dict[str, int]]:
    """Counts by site, in the words of the ledger; objects whose key names no site stand under `?`."""
    sites: dict[str, Counter[str]] = {}
    for account in accounts:
        place = account.version.place
        counts = sites.setdefault(place[0] if place else "?", Counter())
        counts.update({"objects": 1, account.outcome: 1, "cells_in": account.cells_in, "silver_good": account.good})
        counts.update(
            {"silver_bad": account.bad, "quarantined": account.quarantined, "exact_duplicates": account.duplicates}
        )
    return {site: dict(counts) for site, counts in sorted(sites.items())}
