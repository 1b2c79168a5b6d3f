"""Counts that cleaning must come to: each cell good, bad, quarantined or an exact duplicate, by the contract's own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from plant.delivery import Cell, Delivery
from plant.process.readings import TagKey


@dataclass
class Account:
    """One object version: `cells_in` is the sum of the other four."""

    name: str
    part: str
    outcome: str
    cells_in: int = 0
    good: int = 0
    bad: int = 0
    quarantined: int = 0
    duplicates: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "reasons": dict(sorted(self.reasons.items()))}


class Settlement:
    """The state after a number of deliveries: current cells by view, tag and time, and the accounts."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.current: dict[tuple[str, TagKey], dict[int, Cell]] = {}
        self._said: dict[tuple[str, TagKey, int], frozenset[tuple[object, ...]]] = {}

    def settle(self, deliveries: Iterable[Delivery]) -> None:
        """Take deliveries in their order of arrival."""
        for delivery in deliveries:
            account = Account(delivery.name, delivery.part, delivery.fate, len(delivery.cells))
            self.accounts.append(account)
            if delivery.reason is not None:
                account.quarantined = len(delivery.cells)
                account.reasons[delivery.reason] += max(1, len(delivery.cells))
                continue
            told: defaultdict[TagKey, defaultdict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
            for cell in delivery.cells:
                if cell.lost:
                    account.quarantined += 1
                    account.reasons[cell.lost] += 1
                else:
                    told[cell.tag][cell.at].append(cell)
            for tag, moments in told.items():
                for at, cells in moments.items():
                    self._settle(delivery, tag, at, cells, account)
            if delivery.restates:
                self._restate(delivery.view, told)

    def _settle(self, delivery: Delivery, tag: TagKey, at: int, cells: list[Cell], account: Account) -> None:
        """What one delivery says of one tag and time is kept or dropped whole: it takes over where it says something new, or less
        than what stands and is all that there is.
        """
        view = delivery.view
        distinct = {cell.raw: cell for cell in cells}
        account.duplicates += len(cells) - len(distinct)
        said = self._said.get((view, tag, at), frozenset())
        if distinct.keys() == said or (distinct.keys() < said and not delivery.restates):
            account.duplicates += len(distinct)
            return
        self._said[view, tag, at] = frozenset(distinct)
        self.current.setdefault((view, tag), {})[at] = cells[-1]
        for cell in distinct.values():
            if cell.bad:
                account.bad += 1
                account.reasons[cell.bad] += 1
            else:
                account.good += 1

    def _restate(self, view: str, told: Mapping[TagKey, Mapping[int, list[Cell]]]) -> None:
        """What is not told of an asset between the first and the last moment told of it is deleted."""
        moments: defaultdict[str, set[int]] = defaultdict(set)
        for (asset, _), of_tag in told.items():
            moments[asset] |= of_tag.keys()
        for (of_view, tag), current in self.current.items():
            known = moments.get(tag[0])
            if of_view != view or not known:
                continue
            first, last, named = min(known), max(known), told.get(tag, {})
            for at in [at for at in current if first <= at <= last and at not in named]:
                del current[at], self._said[view, tag, at]


def totals(accounts: Iterable[Account]) -> dict[str, Any]:
    """The sum over objects, in the words of the ledger."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for account in accounts:
        counts["objects"] += 1
        counts[account.outcome] += 1
        for name in ("cells_in", "good", "bad", "quarantined", "duplicates"):
            counts[name] += getattr(account, name)
        reasons += account.reasons
    return {**counts, "reasons": dict(sorted(reasons.items()))}
