"""What a view reads may grow: an attribute that is new in AF has a history, which the marks of its asset have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from airlock_sender.journal import Journal
from airlock_sender.log import Log
from airlock_sender.settings import ViewSettings
from airlock_sender.tags import Tag, asset_of
from airlock_sender.ticks import text_of
from airlock_sender.windows import Window


def note_tags(journal: Journal, view: ViewSettings, tags: Sequence[Tag], log: Log) -> None:
    """Notes which tags a view has, and asks for the history of those that it had not, each to its asset's mark."""
    with journal.at_once():
        marks, known = journal.marks(view.name), journal.tags(view.name)
        paths = {tag.path for tag in tags}
        gone = {path: marks.get(asset_of(path), view.start) for path in known if path not in paths}
        journal.set_tags(view.name, {path: moment for path, moment in gone.items() if known[path] is None})
        journal.set_tags(view.name, dict.fromkeys(paths))
        missing = _missing(view, tags, marks, known)
        for window, chosen in missing.items():
            journal.add_again(view.name, window, "new attributes", [tag.path for tag in chosen])
    for window, chosen in missing.items():
        told = {"tags": len(chosen), "first": [tag.path for tag in chosen[:3]]}
        log("tags-new", view=view.name, **told, reads_from=text_of(window.begin), to=text_of(window.end))


def _missing(
    view: ViewSettings, tags: Sequence[Tag], marks: Mapping[str, int], known: Mapping[str, int | None]
) -> Mapping[Window, list[Tag]]:
    """Tags by the window that was passed without them.

    Where a file deletes what it does not name, all of an asset is told with them.
    """
    since: dict[str, int] = {}
    for tag in tags:
        begin = known.get(tag.path, view.start)
        if begin is not None:
            of = tag.asset if view.restates else tag.path
            since[of] = min(since.get(of, begin), begin)
    missing: defaultdict[Window, list[Tag]] = defaultdict(list)
    for tag in tags:
        begin, end = since.get(tag.asset if view.restates else tag.path), marks.get(tag.asset, view.start)
        if begin is not None and begin < end:
            missing[Window(begin, end)].append(tag)
    return missing
