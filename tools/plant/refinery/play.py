"""Site one: PI Integrator's wide CSV, one file a local day, made from the refinery's own export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby

from contract import REASON
from plant.config import WideView
from plant.delivery import Cell, Delivery, Draw, Fault, Play, TagTruth
from plant.process.source import PROCESS_ASSET, ProcessRow, read_process
from plant.refinery.faults import Damage, Export, damage_export, number
from plant.refinery.misread import MISREAD_ROWS, misread_fault, misread_file

SMALL_DAYS = 3
"""Fewest days of a play: the late, the overwritten and the re-sent file need one each."""
TICKS_AT_1970 = 621_355_968_000_000_000
TICKS_A_SECOND = 10_000_000
SHAPE_ID = "1"
WRONG_TAGS = 10


def play_refinery(view: WideView, misread: WideView | None, draw: Draw, days: int | None) -> Play:
    """All deliveries of the first `days` local days (all by default), and one of a view whose times are not as its configuration says."""
    columns, rows = read_process()
    if columns != view.columns:
        raise ValueError(f"view {view.name} declares {len(view.columns)} columns, wanted the export's {len(columns)}")
    export = _first_days(view, columns, rows, days)
    source = [[number(text) for text in texts] for texts in export.texts]
    damage = damage_export(draw, export)
    tags = {
        (PROCESS_ASSET, column): TagTruth(
            is_step=False,
            stale_after_s=view.stale_after_s,
            tolerance=0.0,
            source={at: values[index] for at, values in zip(export.times, source, strict=True)},
            archived=export.times,
        )
        for index, column in enumerate(columns)
    }
    spoilt = _spoilt_files(view, export, draw)
    deliveries, faults = [*_deliveries(view, export, damage), *spoilt.values()], list(damage.faults)
    at = export.times[0]
    faults += [Fault(kind, each.name, [], at, at, 0) for kind, each in spoilt.items()]
    if misread is not None:
        deliveries.append(misread_file(misread, export.times[:MISREAD_ROWS]))
        faults.append(misread_fault(misread, export.times[:MISREAD_ROWS]))
    return Play(view.name, deliveries, faults, tags)


def _spoilt_files(view: WideView, export: Export, draw: Draw) -> dict[str, Delivery]:
    """Files that the inner door must refuse, by the kind of their fault."""
    empty, poisoned = (
        _file_name(view, export, draw.index(kind, len(export.days)), 30) for kind in ("empty", "poisoned")
    )
    return {
        "empty_object": Delivery(view.name, empty, "main", b"", 0, [], "refused", REASON.F_EMPTY),
        # a folder would take it for another file
        "poisoned_name": Delivery(view.name, f"../{poisoned}", "main", b"Id\r\n", 0, [], "refused", REASON.F_KEY),
    }


def _first_days(view: WideView, columns: list[str], rows: list[ProcessRow], days: int | None) -> Export:
    chosen = [list(each) for _, each in groupby(rows, key=lambda row: row.local.date())][:days]
    if len(chosen) < SMALL_DAYS:
        raise ValueError(f"site one needs at least {SMALL_DAYS} days, got {len(chosen)}")
    starts = [sum(map(len, chosen[:day])) for day in range(len(chosen))]
    return Export(
        columns=columns,
        times=[int(row.local.replace(tzinfo=view.zone).timestamp()) for day in chosen for row in day],
        texts=[list(row.texts) for day in chosen for row in day],
        days=[range(start, start + len(day)) for start, day in zip(starts, chosen, strict=True)],
    )


def _deliveries(view: WideView, export: Export, damage: Damage) -> Iterator[Delivery]:
    resent = []
    for day, rows in enumerate(export.days):
        name = _file_name(view, export, day, 0)
        order = [*rows, *(row for row in damage.repeated if row in rows)]
        if day == damage.overwritten_day:
            yield _delivery(view, _wrong(export), damage, name, order[: len(order) * 3 // 5])
        whole = _delivery(view, export, damage, name, order)
        yield whole._replace(part="late") if day == damage.late_day else whole
        if day == damage.resent_day:
            resent.append(whole._replace(name=_file_name(view, export, day, 15)))
    yield from resent


def _wrong(export: Export) -> Export:
    """The same rows with the first tags an hour behind, as if published before their data had arrived."""
    texts = [export.texts[max(0, row - 12)][:WRONG_TAGS] + own[WRONG_TAGS:] for row, own in enumerate(export.texts)]
    return export._replace(texts=texts)


def _file_name(view: WideView, export: Export, day: int, minutes: int) -> str:
    """Named after its publication: so many minutes after the local day ended."""
    local_day = datetime.fromtimestamp(export.times[export.days[day][0]], view.zone).date()
    published = datetime.combine(local_day, datetime.min.time()) + timedelta(days=1, minutes=minutes)
    return f"{view.name.capitalize()}_{published:%Y%m%d%H%M%S}.csv"


def _delivery(view: WideView, export: Export, damage: Damage, name: str, rows: list[int]) -> Delivery:
    header = ["Id", view.asset_column, view.time_column, *export.columns, "PIIntTSTicks", "PIIntShapeID"]
    lines, cells = [view.delimiter.join(header)], []
    for row in rows:
        at, texts, time_text = export.times[row], export.texts[row], damage.time_texts.get(row)
        lines.append(view.delimiter.join(_fields(view, rows[0], row, at, time_text, texts)))
        lost = None if time_text is None else REASON.TS_UNPARSEABLE if time_text else REASON.TS_MISSING
        cells += [_cell(column, at, text, lost) for column, text in zip(export.columns, texts, strict=True)]
    body = "".join(line + "\r\n" for line in lines).encode(view.encoding)
    return Delivery(view.name, name, "main", body, len(rows), cells)


def _fields(view: WideView, first: int, row: int, at: int, time_text: str | None, texts: list[str]) -> list[str]:
    local = datetime.fromtimestamp(at, UTC).astimezone(view.zone)
    # ticks would betray the lost time, so they go with it
    ticks = str(TICKS_AT_1970 + at * TICKS_A_SECOND) if time_text is None else ""
    shown = local.strftime(view.time_format) if time_text is None else time_text
    return [str(row - first + 1), PROCESS_ASSET, shown, *texts, ticks, SHAPE_ID]


def _cell(column: str, at: int, text: str, lost: str | None) -> Cell:
    value = number(text)
    bad = None if value is not None else REASON.STATE_SYSTEM if text else REASON.VALUE_EMPTY
    return Cell((PROCESS_ASSET, column), at, value, bad, lost, (text,))
