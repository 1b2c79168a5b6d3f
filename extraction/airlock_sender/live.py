"""Stream Updates: PI Web API tells what changed, so that nothing is asked of what did not.

They say what is to be read, and the archive says what it is: an update may tell a reading that the archive does not keep. What
changed after an asset's mark is found by reading on; what changed before it is read again. Without updates everything is read on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from airlock_sender.answers import Registered, Updates
from airlock_sender.changes import Changed, Stretch, ahead, behind, told_with
from airlock_sender.columns import tick
from airlock_sender.journal import Journal
from airlock_sender.log import Log
from airlock_sender.pi import Pi, batches_of, fitting, unique
from airlock_sender.settings import ViewSettings
from airlock_sender.tags import Tag, asset_of
from airlock_sender.ticks import DAY, SECOND, text_of
from airlock_sender.web import PiRefusedError
from airlock_sender.windows import Window

AHEAD: Final = 15 * 60 * SECOND
"""PI takes readings up to ten minutes ahead: what came before a registration and is not told lies no further ahead than this."""
AGAIN: Final = 600 * SECOND
"""So long after a stream that was not registered it is tried again."""


@dataclass
class _Known:
    """Of a view: from when on updates tell all of an asset, its last known change, and before when no registration is tried again."""

    since: dict[str, int] = field(default_factory=dict)
    ahead: dict[str, int] = field(default_factory=dict)
    not_before: dict[str, int] = field(default_factory=dict)


class Live:
    """`address` is the most letters of a request's address."""

    def __init__(self, pi: Pi, journal: Journal, address: int, log: Log) -> None:
        self._pi = pi
        self._journal = journal
        self._address = address
        self._log = log
        self._views: dict[str, _Known] = {}

    def quiet(self, view: ViewSettings, tags: Sequence[Tag], now: int) -> set[str]:
        """Assets of which nothing that came by `now` lies after their mark. Notes what is to be read again."""
        known = self._views.setdefault(view.name, _Known())
        marks = self._journal.marks(view.name)
        self._poll(view, tags, marks, known)
        self._register(view, tags, marks, now, known)
        markers = self._journal.markers(view.name)
        assets = {tag.asset for tag in tags}
        loud = {tag.asset for tag in tags if tag.future or tag.path not in markers}
        for asset in assets:
            known.since.setdefault(asset, now + AHEAD)
            if asset not in marks or max(known.since[asset], known.ahead.get(asset, -1) + 1) > marks[asset]:
                loud.add(asset)
        return assets - loud

    def _poll(self, view: ViewSettings, tags: Sequence[Tag], marks: Mapping[str, int], known: _Known) -> None:
        """All changes since the last time. They and the new markers are noted in one step, or not at all."""
        markers, paths = self._journal.markers(view.name), {tag.path for tag in tags}
        asked = {path: marker for path, marker in markers.items() if path in paths}
        changes: list[Changed] = []
        fresh: dict[str, str] = {}
        lost: dict[str, str] = {}
        while asked:
            more: dict[str, str] = {}
            for path, told in self._updates(asked):
                if isinstance(told, str):
                    lost[path] = told
                    continue
                changes += [Changed(path, change.Action, tick(change)) for change in told.Events]
                fresh[path] = told.LatestMarker or asked[path]
                if told.Events and fresh[path] != asked[path]:
                    more[path] = fresh[path]
            asked = more
        stretches = behind(changes, marks, view.start)
        with self._journal.at_once():
            self._journal.set_markers(view.name, fresh)
            self._journal.drop_markers(view.name, [*lost, *(markers.keys() - paths)])
            for stretch in stretches:
                chosen = told_with(view, tags, stretch.paths)
                self._journal.add_again(view.name, stretch.window, "changed in PI", chosen)
        for asset, last in ahead(changes, marks, view.start).items():
            known.ahead[asset] = max(known.ahead.get(asset, last), last)
        self._say(view, changes, stretches, lost)

    def _updates(self, asked: Mapping[str, str]) -> Iterable[tuple[str, Updates | str]]:
        """What changed since each path's marker, or why that is not known."""
        room = self._address - len(self._pi.web.address("streamsets/updates"))
        for batch in fitting(asked.items(), lambda each: len(urlencode([("marker", each[1])])) + 1, room):
            try:
                told = {each.RequestedMarker: each for each in self._pi.updates(unique(marker for _, marker in batch))}
            except PiRefusedError as error:
                yield from ((path, str(error)) for path, _ in batch)
                continue
            for path, marker in batch:
                failure = told[marker].Exception or told[marker].Errors or told[marker].WebException
                yield path, str(failure) if failure else told[marker]

    def _say(
        self, view: ViewSettings, changes: Sequence[Changed], stretches: Sequence[Stretch], lost: Mapping[str, str]
    ) -> None:
        for (begin, end), paths in stretches:
            told = {"begin": text_of(begin), "end": text_of(end), "tags": len(paths), "first": sorted(paths)[:3]}
            self._log("changed-in-pi", view=view.name, **told)
        deleted = unique(change.path for change in changes if change.action == "Delete")
        if deleted and not view.restates:
            to_do = "what was told of it stands: files delete only in a view that restates"
            self._log(
                "deleted-in-pi", level="warning", view=view.name, tags=len(deleted), first=deleted[:3], to_do=to_do
            )
        if lost:
            why = next(iter(lost.values()))[:300]
            self._log("updates-lost", level="warning", view=view.name, tags=len(lost), error=why)

    def _register(
        self, view: ViewSettings, tags: Sequence[Tag], marks: Mapping[str, int], now: int, known: _Known
    ) -> None:
        markers = self._journal.markers(view.name)
        wanted = [tag for tag in tags if tag.path not in markers and known.not_before.get(tag.path, 0) <= now]
        found: dict[str, str] = {}
        for asked in batches_of(self._pi.web, wanted, self._address):
            found |= self._registered(asked)
            if not found and not markers:
                # Not one: the server has no updates, or not for this account.
                self._log("updates-not-there", level="warning", view=view.name, instead="windows of recorded values")
                known.not_before |= {tag.path: now + DAY for tag in tags}
                return
        known.not_before |= {tag.path: now + AGAIN for tag in wanted if tag.path not in found}
        known.since |= {asset_of(path): now + AHEAD for path in found}
        if wanted:
            with self._journal.at_once():
                self._journal.set_markers(view.name, found)
                for stretch in _gaps(view, found, marks):
                    chosen = told_with(view, tags, stretch.paths)
                    self._journal.add_again(view.name, stretch.window, "not registered for updates before", chosen)
            told = {"tags": len(found), "without": len(wanted) - len(found), "reads_again_s": view.told_again_back_s}
            self._log("updates-registered", view=view.name, **told)

    def _registered(self, tags: Sequence[Tag]) -> dict[str, str]:
        """Markers by path; one stream that is refused holds up no other."""
        try:
            told = self._pi.register(unique(tag.web_id for tag in tags))
        except PiRefusedError:
            if len(tags) == 1:
                return {}
            half = len(tags) // 2
            return self._registered(tags[:half]) | self._registered(tags[half:])
        markers = {each.Source: each.LatestMarker for each in told if _is_registered(each)}
        return {tag.path: marker for tag in tags if (marker := markers.get(tag.web_id))}


def _is_registered(told: Registered) -> bool:
    return told.Status != "Failed" and not told.Exception and bool(told.LatestMarker)


def _gaps(view: ViewSettings, paths: Collection[str], marks: Mapping[str, int]) -> Iterable[Stretch]:
    """What may have changed unseen of tags that are registered only now: as much before the marks as is told again at any time."""
    by_mark: defaultdict[int, set[str]] = defaultdict(set)
    for path in paths:
        by_mark[marks.get(asset_of(path), view.start)].add(path)
    for mark, paths in by_mark.items():
        begin = max(view.start, mark - view.told_again_back_s * SECOND)
        if begin < mark:
            yield Stretch(Window(begin, mark), frozenset(paths))
