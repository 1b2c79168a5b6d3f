"""When something is there: a plant adds, renames and deletes points and elements while it runs."""

from __future__ import annotations

from typing import NamedTuple


class Life(NamedTuple):
    """From `since` ticks of the plant's clock to before `until`; None has no such end."""

    since: int | None = None
    until: int | None = None

    def covers(self, now: int) -> bool:
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)


ALWAYS = Life()
