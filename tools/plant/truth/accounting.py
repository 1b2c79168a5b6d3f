"""Counts that cleaning must come to: each cell good, bad, quarantined or an exact duplicate, by the contract's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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
        self._superseded: dict[tuple[str, TagKey, int], set[tuple[object, ...]]] = {}

    def settle(self, deliveries: Iterable[Delivery]) -> None:
        """Take deliveries in their order of arrival."""
        for delivery in deliveries:
            account = Account(delivery.name, delivery.part, delivery.fate, len(delivery.cells))
            self.accounts.append(account)
            if delivery.reason is not None:
                account.quarantined = len(delivery.cells)
                account.reasons[delivery.reason] += max(1, len(delivery.cells))
                continue
            for cell in delivery.cells:
                self._settle(delivery.view, cell, account)

    def _settle(self, view: str, cell: Cell, account: Account) -> None:
        if cell.lost:
            account.quarantined += 1
            account.reasons[cell.lost] += 1
            return
        events = self.current.setdefault((view, cell.tag), {})
        standing = events.get(cell.at)
        if standing is not None:
            earlier = self._superseded.setdefault((view, cell.tag, cell.at), set())
            if cell.raw == standing.raw or cell.raw in earlier:
                account.duplicates += 1
                return
            earlier.add(standing.raw)
        events[cell.at] = cell
        if cell.bad:
            account.bad += 1
            account.reasons[cell.bad] += 1
        else:
            account.good += 1


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
