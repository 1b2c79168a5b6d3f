"""The sender: reads each view on from where it stands, keeps what it read on disk, and takes it to the door."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from airlock_sender.dispatch import Dispatch, Sent
from airlock_sender.edges import edge_rows
from airlock_sender.groups import Group, groups_of
from airlock_sender.journal import Again, Journal
from airlock_sender.landing_file import readings_file, tag_list_file
from airlock_sender.live import Live
from airlock_sender.log import Log
from airlock_sender.names import folder_of, readings_name, tag_list_name
from airlock_sender.parting import LIVE, counting, parted, streamed
from airlock_sender.reader import CrowdedError, Reader
from airlock_sender.settings import Settings, ViewSettings
from airlock_sender.spool import Spool
from airlock_sender.tags import Tag
from airlock_sender.ticks import SECOND, text_of
from airlock_sender.web import PiError, PiRefusedError, PiSignInError
from airlock_sender.windows import Window
from contract import TAGS_VIEW

Mark = Callable[[Sequence[str], int], None]
"""Notes that these assets are read to that moment."""


class Task(NamedTuple):
    """What is read of a view, to `limit`; `edges_to` is now where the readings beside each window are told too."""

    view: str
    limit: int
    mark: Mark
    telling: int = 0
    edges_to: int | None = None


class Round(NamedTuple):
    """What one round did; it `is_behind` where something was left for the next one, and `is_full` where the disk has no room for it."""

    rows: int = 0
    sent: int = 0
    is_behind: bool = False
    is_full: bool = False
    faults: int = 0

    def plus(self, other: Round) -> Round:
        return Round(
            self.rows + other.rows,
            self.sent + other.sent,
            self.is_behind or other.is_behind,
            self.is_full or other.is_full,
            self.faults + other.faults,
        )


class Sender:
    def __init__(
        self,
        settings: Settings,
        reader: Reader,
        live: Live,
        journal: Journal,
        spool: Spool,
        dispatches: Sequence[Dispatch],
        log: Log,
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._live = live
        self._journal = journal
        self._spool = spool
        self._dispatches = dispatches
        self._log = log
        self._was_full = False

    def tell_tags(self, tags: Sequence[Tag], at: int) -> None:
        """Keeps a list of all tags, where it is another than the last one told."""
        as_told = tag_list_file(tags, 0).sha256
        if self._journal.fact("tag-list") == as_told:
            return
        key = folder_of(self._settings.cloud.site, TAGS_VIEW) + tag_list_name(at)
        file = tag_list_file(tags, at)
        self._spool.keep(TAGS_VIEW, {key: file}, Window(at, at), lambda: self._journal.set_fact("tag-list", as_told))
        self._log("tags-told", tags=len(tags))

    def round(self, tags: Mapping[str, Sequence[Tag]], now: int) -> Round:
        """A file of each group of each view, and all that waits to the door."""
        limit = now - self._settings.settle_s * SECOND
        done = Round()
        for view in self._settings.views:
            self._ask_again(view, limit)
            done = done.plus(self._view(view, tags[view.name], limit, now))
        agains = [again.id for again in self._journal.open_agains() if again.view in tags]
        done = done.plus(self.again(agains, tags, now))
        return done.plus(Round(sent=self.drain().objects))

    def again(self, wanted: Sequence[int], tags: Mapping[str, Sequence[Tag]], now: int) -> Round:
        """One more file of each group of these windows that are read again."""
        done = Round()
        for again in self._journal.open_agains():
            if again.id in wanted:
                done = done.plus(self._again(again, tags[again.view], now))
        return done

    def drain(self, *, at_once: bool = False) -> Sent:
        sent = Sent()
        for dispatch in self._dispatches:
            sent = sent.plus(dispatch.drain(at_once=at_once))
        return sent

    def _view(self, view: ViewSettings, tags: Sequence[Tag], limit: int, now: int) -> Round:
        def mark(assets: Sequence[str], until: int) -> None:
            self._journal.set_marks(view.name, assets, until)

        if view.updates:
            quiet = self._quiet(view, tags, now)
            tags = [tag for tag in tags if tag.asset not in quiet]
            with self._journal.at_once():
                self._journal.pass_marks(view.name, quiet, limit)
        groups = groups_of(tags, self._journal.marks(view.name), view.start)
        return self._groups(groups, Task(view.name, limit, mark))

    def _quiet(self, view: ViewSettings, tags: Sequence[Tag], now: int) -> set[str]:
        try:
            return self._live.quiet(view, tags, now)
        except PiSignInError:
            raise
        except PiError as error:
            # Nothing was noted: what changed is asked for again. Until then all is read on.
            told = {"view": view.name, "error": str(error)[:500], "instead": "windows of recorded values"}
            self._log("updates-not-read", level="warning", **told)
            return set()

    def _again(self, again: Again, tags: Sequence[Tag], now: int) -> Round:
        """A window once more, whole: what PI has of it now is what the view shall tell of it."""

        def mark(assets: Sequence[str], until: int) -> None:
            self._journal.set_again_marks(again.id, assets, until)

        restates = any(view.restates for view in self._settings.views if view.name == again.view)
        # PI tells nothing of a point that is gone: where a file deletes what it does not name, its asset keeps what was told.
        left_out = self._journal.assets_with_gone_tags(again.view, again.begin) if restates else set()
        chosen = [tag for tag in tags if again.paths is None or tag.path in again.paths]
        told_of = [tag for tag in chosen if tag.asset not in left_out]
        groups = groups_of(told_of, self._journal.again_marks(again.id), again.begin)
        done = self._groups(groups, Task(again.view, again.until, mark, again.id, now if restates else None))
        if not done.is_behind and not done.faults:
            self._journal.end_again(again.id)
            told = {"view": again.view, "begin": text_of(again.begin), "end": text_of(again.until), "why": again.why}
            self._log("told-again", **told)
            if len(told_of) < len(chosen):
                to_do = "a file would delete what was told of their points that are gone: read them in a view that does not restate"
                self._log("not-told-again", level="error", **told, assets=sorted(left_out)[:3], to_do=to_do)
        return done

    def _groups(self, groups: Iterable[Group], task: Task) -> Round:
        done = Round()
        left = deque(group for group in groups if group.read_to < task.limit)
        while left:
            group = left.popleft()
            if not self._has_room():
                return done.plus(Round(is_behind=True, is_full=True))
            try:
                rows, until = self._file(group, task)
            except PiSignInError:
                raise
            except (PiError, CrowdedError, OSError) as error:
                if len(group.assets) > 1 and isinstance(error, PiRefusedError | CrowdedError):
                    # One asset's fault is its own: a point that is gone, or that the account may not read.
                    left.extendleft(groups_of(group.tags, {}, group.read_to, most=1))
                    continue
                # The others go on, and this one is read from the same moment again.
                self._log("not-read", level="error", view=task.view, assets=group.assets[:3], error=str(error)[:500])
                done = done.plus(Round(faults=1))
                continue
            done = done.plus(Round(rows=rows, is_behind=until < task.limit))
            done = done.plus(Round(sent=self.drain().objects))
        return done

    def _file(self, group: Group, task: Task) -> tuple[int, int]:
        """Rows of one more file of a group, and the moment to which it is read then. What holds no reading is a mark without a file."""
        batches, until = self._batches(group, task.limit)
        window = Window(group.read_to, until)
        edges = [] if task.edges_to is None else list(edge_rows(self._reader, group, window, task.edges_to))
        rows = sum(batch.num_rows for batch in [*batches, *edges])
        if rows == 0:
            task.mark(group.assets, until)
            return 0, until
        site, paths = self._settings.cloud.site, [tag.path for tag in group.tags]
        into_stream = {tag.path for tag in streamed(self._settings.stream, task.view, group.tags)}
        if into_stream and not task.telling and task.limit - window.begin <= LIVE:
            files = parted(batches, group, window, into_stream, site, task.view)
        else:
            key = folder_of(site, task.view) + readings_name(group.assets, window, task.telling)
            files = {key: counting(readings_file(batches, edges), paths)}
        self._spool.keep(task.view, files, window, lambda: task.mark(group.assets, until))
        return rows, until

    def _batches(self, group: Group, limit: int) -> tuple[list[pa.RecordBatch], int]:
        batches: list[pa.RecordBatch] = []
        rows, until = 0, group.read_to
        while rows < self._settings.rows_per_file and until < limit:
            try:
                part = self._reader.read(group, until, limit)
            except (PiError, CrowdedError):
                if rows == 0:
                    raise
                # What was read is kept; the fault comes again, if it stays.
                break
            until = part.until
            rows += part.rows.num_rows
            batches.append(part.rows)
        return batches, until

    def _ask_again(self, view: ViewSettings, limit: int) -> None:
        """Late data and edits: every so often, the last days are told again."""
        every, back = view.told_again_every_s * SECOND, view.told_again_back_s * SECOND
        last = int(self._journal.fact(f"told-again/{view.name}") or 0)
        if not every or not back or limit < last + every:
            return
        read_to = min(self._journal.marks(view.name).values(), default=view.start)
        begin, end = max(view.start, limit - back), min(limit, read_to)
        if last and end > begin:
            self._journal.add_again(view.name, Window(begin, end), "late data and edits")
        self._journal.set_fact(f"told-again/{view.name}", str(limit))

    def _has_room(self) -> bool:
        is_full = not self._spool.has_room
        if is_full != self._was_full:
            if is_full:
                self._log("spool-full", level="error", to_do="reading PI has stopped until the cloud takes what waits")
            else:
                self._log("spool-has-room", reading="again")
        self._was_full = is_full
        return not is_full
