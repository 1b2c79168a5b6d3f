"""The part of a measured signal that PI keeps: exception reporting at the interface, then swinging-door compression.

Guarantee (ExcMin and CompMin, which would void it, are zero here): every sample lies within `exc_dev + comp_dev` of a
held value, and within `2 * exc_dev + comp_dev` of the line between two kept neighbours. Twice, because that line ends
at a value up to `exc_dev` away from the one before it, and a silent sample may be that far away on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plant.process.readings import Sample, Tag


def tolerance(tag: Tag) -> float:
    """Largest distance between a dropped sample and the archive's answer at its time, in the tag's unit."""
    return (1 if tag.is_step else 2) * tag.exc_dev + tag.comp_dev


def report_exceptions(samples: Sequence[Sample], exc_dev: float, exc_max_s: int) -> Iterator[Sample]:
    """Yield what the interface sends: a value `exc_dev` or `exc_max_s` off the last one, after its predecessor."""
    sent: Sample | None = None
    silent: Sample | None = None
    for sample in samples:
        if sent is not None and abs(sample.value - sent.value) <= exc_dev and sample.at - sent.at < exc_max_s:
            silent = sample
            continue
        if silent is not None:
            yield silent
        yield sample
        sent, silent = sample, None
    if silent is not None:
        yield silent


def compress_line(snapshots: Iterable[Sample], comp_dev: float, comp_max_s: int) -> Iterator[Sample]:
    """Yield the snapshots that a swinging door from each kept one cannot span; first and last are always kept."""
    kept: Sample | None = None
    held: Sample | None = None
    low, high = float("-inf"), float("inf")
    for snapshot in snapshots:
        if kept is None:
            kept = snapshot
            yield kept
            continue
        if held is not None and not (_is_in_door(kept, snapshot, low, high) and snapshot.at - kept.at <= comp_max_s):
            yield held
            kept, low, high = held, float("-inf"), float("inf")
        seconds = snapshot.at - kept.at
        low = max(low, (snapshot.value - comp_dev - kept.value) / seconds)
        high = min(high, (snapshot.value + comp_dev - kept.value) / seconds)
        held = snapshot
    if held is not None:
        yield held


def _is_in_door(kept: Sample, snapshot: Sample, low: float, high: float) -> bool:
    return low <= (snapshot.value - kept.value) / (snapshot.at - kept.at) <= high


def compress_hold(snapshots: Iterable[Sample], comp_dev: float, comp_max_s: int) -> Iterator[Sample]:
    """Yield the snapshots that leave a held value by more than `comp_dev` or `comp_max_s`, the first and the last."""
    kept: Sample | None = None
    held: Sample | None = None
    for snapshot in snapshots:
        if kept is None or abs(snapshot.value - kept.value) > comp_dev or snapshot.at - kept.at >= comp_max_s:
            yield snapshot
            kept, held = snapshot, None
        else:
            held = snapshot
    if held is not None:
        yield held


def archive(tag: Tag, samples: Sequence[Sample]) -> list[Sample]:
    """The samples of one unbroken stretch that PI keeps for this tag."""
    snapshots = report_exceptions(samples, tag.exc_dev, tag.exc_max_s)
    compress = compress_hold if tag.is_step else compress_line
    return list(compress(snapshots, tag.comp_dev, tag.comp_max_s))
