"""Site two: our sender's long Parquet of two Tennessee Eastman units, read from an archive that compresses.

Where the site has a stream, the last window of each unit goes through that and not as a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from contract import REASON
from plant.delivery import Delivery, Draw, Fault, Part, Play, TagTruth
from plant.process.archive import tolerance
from plant.process.readings import Reading, Tag, TagKey
from plant.process.source import TEP_START, TEP_STEP_S
from plant.reactor.archived import archive_reactor
from plant.reactor.faults import WINDOWS, FileFaults, Signals, window_steps
from plant.reactor.rows import Row, convert_units, damage_rows, fault_of_rows, row_of
from plant.reactor.sender_files import reading_file, snapshot_file
from plant.reactor.stream import stream_rows

SMALL_STEPS = 60

Files = dict[tuple[str, int], list[Row]]
"""Rows of each file, by asset and window, in the order they are sent."""


def play_reactor(view: str, draw: Draw, steps: int | None, is_streamed: bool) -> Play:
    """All deliveries of the first `steps` samples of each unit (all by default)."""
    tags, signals, readings, hit, faults = archive_reactor(draw, steps)
    truths = {tag.key: _truth_of(tag, signals, readings[tag.key]) for tag in tags}
    files = _files(tags, readings, signals)
    faults += _spoil(draw, files, hit)
    last = [files.pop(key) for key in list(files) if is_streamed and key[1] == WINDOWS - 1]
    deliveries = [*snapshot_file(tags), *_deliveries(view, files, hit)]
    if not last:
        return Play(view, deliveries, faults, truths)
    stream = stream_rows(view, draw, [row for rows in last for row in rows])
    return Play(view, [*deliveries, stream.delivery], faults + stream.faults, truths, stream.records)


def _truth_of(tag: Tag, signals: Signals, readings: list[Reading]) -> TagTruth:
    return TagTruth(
        is_step=tag.is_step,
        stale_after_s=2 * max(tag.exc_max_s, tag.comp_max_s),
        tolerance=tolerance(tag),
        source={sample.at: sample.value for sample in signals.samples[tag.key]},
        archived=[reading.at for reading in readings],
    )


def _files(tags: list[Tag], readings: dict[TagKey, list[Reading]], signals: Signals) -> Files:
    files: Files = {}
    for window in range(WINDOWS):
        for asset, unit in groupby(tags, key=lambda tag: tag.asset):
            own = list(unit)
            steps = len(signals.samples[own[0].key])
            times = {TEP_START + step * TEP_STEP_S for step in window_steps(window, steps)}
            files[asset, window] = [
                row_of(tag, reading) for tag in own for reading in readings[tag.key] if reading.at in times
            ]
    return files


def _spoil(draw: Draw, files: Files, hit: FileFaults) -> list[Fault]:
    faults = damage_rows(draw, [rows for key, rows in files.items() if key not in hit.away])
    faults += [convert_units(files[hit.psig], "kPag"), convert_units(files[hit.deg_f], "degC")]
    spoilt = (("truncated_file", hit.truncated), ("late_file", hit.late), ("resent_file", hit.resent))
    return [*faults, *(fault_of_rows(kind, files[key]) for kind, key in spoilt)]


def _deliveries(view: str, files: Files, hit: FileFaults) -> Iterator[Delivery]:
    resent: list[Delivery] = []
    for key, rows in files.items():
        name = f"{view}_{key[0].rsplit(' ', 1)[-1]}_{key[1] + 1}"
        data, manifest = reading_file(view, name, rows)
        if key == hit.truncated:
            cut = data.body[: len(data.body) * 2 // 3]
            data = data._replace(body=cut, fate="unreadable", reason=REASON.F_UNREADABLE)
        part: Part = "late" if key == hit.late else "main"
        yield data._replace(part=part)
        yield manifest._replace(part=part)
        if key == hit.resent:
            resent += reading_file(view, f"{name}_again", rows)
    yield from resent
