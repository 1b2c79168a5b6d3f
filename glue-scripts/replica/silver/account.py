"""The account of each object version: every cell that came in is good, bad, quarantined or an exact duplicate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contract import MANIFEST_SUFFIX
from replica.plan.landed import Landed
from replica.plan.memory import Memory

GOOD, BAD, QUARANTINED, DUPLICATE = "silver_good", "silver_bad", "quarantined", "exact_duplicates"
_SENDER = "sender"


class AccountOpenError(RuntimeError):
    """A sum does not close, so nothing may be committed; the message has the object and the numbers."""


@dataclass(frozen=True)
class Account:
    """What became of one object version. `outcome` is read, unreadable, refused, manifest or stranded; `cells_in` was counted on its own.

    `fates` counts cells by GOOD, BAD, QUARANTINED and DUPLICATE; `reasons` those that are bad or quarantined, and an unreadable or
    refused object once at least. `detail` says why, and of one that was read how its columns differ from the settings.
    """

    landed: Landed
    outcome: str
    cells_in: int = 0
    fates: Mapping[str, int] = field(default_factory=Counter)
    reasons: Mapping[str, int] = field(default_factory=Counter)
    detail: str | None = None
    manifest_state: str | None = None
    manifest_rows: int | None = None
    is_replay: bool = False

    def __getitem__(self, fate: str) -> int:
        return self.fates.get(fate, 0)

    @property
    def cells_out(self) -> int:
        return sum(self.fates.values())


@dataclass
class Entries:
    """Entries of one object while its run's tasks come back: what will be its account.

    `replay` says which of its cells are judged again, null where it is read for the first time.
    """

    landed: Landed
    replay: str | None = None
    outcome: str = "read"
    cells_in: int = 0
    detail: str | None = None
    fates: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def give_up(self, reason: str, detail: str, rows: int | None) -> None:
        """Nothing can be read: what a manifest says was in it is quarantined, and the object counts as one where none does."""
        self.outcome, self.detail, self.cells_in = "unreadable", detail, rows or 0
        self.fates = Counter({QUARANTINED: self.cells_in})
        self.reasons = Counter({reason: max(1, self.cells_in)})

    def refuse(self, reason: str, detail: str | None) -> None:
        """The inner door let it no further."""
        self.outcome, self.detail, self.reasons = "refused", detail, Counter({reason: 1})

    def add(self, fate: str, reason: str | None, count: int) -> None:
        self.fates[fate] += count
        if reason is not None and fate != DUPLICATE:
            self.reasons[reason] += count

    def add_settled(self, fate: str, reason: str | None, count: int) -> None:
        """Of what was settled: a repeat, or what is good without a reason and bad with one."""
        self.add(DUPLICATE if fate == "repeat" else GOOD if reason is None else BAD, reason, count)


def accounts_of(entries: Iterable[Entries], manifests: Mapping[str, int], memory: Memory) -> list[Account]:
    """The frozen accounts; `manifests` are rows by data key, of this run's manifests and of those that the ledger remembers."""
    found = list(entries)
    cells = memory.cells_in | {each.landed.key: each.cells_in for each in found if each.outcome == "read"}
    return [_account(each, manifests, cells) for each in found]


def close(accounts: Iterable[Account]) -> None:
    """Raise AccountOpenError unless every account closes."""
    still_open = [account for account in accounts if account.cells_in != account.cells_out]
    if still_open:
        lines = [
            f"{each.landed.key} version {each.landed.version}: {each.cells_in} cells in, {each.cells_out} out "
            f"({each[GOOD]} good, {each[BAD]} bad, {each[QUARANTINED]} quarantined, {each[DUPLICATE]} duplicates)"
            for each in still_open
        ]
        raise AccountOpenError(f"{len(still_open)} accounts do not close, nothing is committed\n" + "\n".join(lines))


def notes(accounts: Iterable[Account]) -> dict[str, dict[str, int]]:
    """How files differ from what the settings say of their views: the objects by site/feeder/view and words."""
    places: dict[str, Counter[str]] = {}
    for account in accounts:
        if account.outcome == "read" and account.detail is not None and account.landed.place is not None:
            places.setdefault("/".join(account.landed.place), Counter())[account.detail] += 1
    return {place: dict(counts) for place, counts in sorted(places.items())}


def summary(accounts: Iterable[Account]) -> dict[str, dict[str, int]]:
    """Counts by site, in the words of the ledger; objects whose key names no site stand under `?`."""
    sites: dict[str, Counter[str]] = {}
    for account in accounts:
        place = account.landed.place
        counts = sites.setdefault(place[0] if place else "?", Counter())
        counts.update({"objects": 1, account.outcome: 1, "cells_in": account.cells_in})
        counts.update({fate: account[fate] for fate in (GOOD, BAD, QUARANTINED, DUPLICATE)})
    return {site: dict(counts) for site, counts in sorted(sites.items())}


def _account(entries: Entries, manifests: Mapping[str, int], cells: Mapping[str, int]) -> Account:
    landed = entries.landed
    rows, state = None, None
    if landed.is_manifest:
        key = landed.key.removesuffix(MANIFEST_SUFFIX)
        if entries.outcome == "manifest":
            rows = manifests[key]
            state = _state(rows, cells[key]) if key in cells else None
    elif landed.place and entries.outcome in ("read", "unreadable"):
        rows = manifests.get(landed.key)
        if landed.place[1] == _SENDER:
            state = (
                "absent"
                if rows is None
                else None
                if entries.outcome == "unreadable"
                else _state(rows, entries.cells_in)
            )
    return Account(
        landed, entries.outcome, entries.cells_in, entries.fates, entries.reasons, entries.detail, state, rows,
        entries.replay is not None,
    )  # fmt: skip


def _state(rows: int, cells: int) -> str:
    return "match" if rows == cells else "mismatch"
