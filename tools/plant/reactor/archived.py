"""What the archive of site two holds as it was measured: compressed samples, and states in place of outages."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from plant.delivery import Draw, Fault
from plant.process.archive import archive
from plant.process.readings import Reading, Tag, TagKey
from plant.process.source import read_tennessee_eastman
from plant.reactor.faults import Signals, hide_outages


class ReactorArchive(NamedTuple):
    tags: list[Tag]
    signals: Signals
    readings: dict[TagKey, list[Reading]]
    outages: list[Fault]


def archive_reactor(draw: Draw, steps: int | None) -> ReactorArchive:
    """The archive of the first `steps` samples of each unit (all by default)."""
    source = {signal.tag.key: signal for signal in read_tennessee_eastman(steps)}
    signals = Signals(
        samples={key: signal.samples for key, signal in source.items()},
        states={key: [None] * len(signal.samples) for key, signal in source.items()},
    )
    tags = [signal.tag for signal in source.values()]
    outages = hide_outages(draw, signals)
    return ReactorArchive(tags, signals, {tag.key: _archived(tag, signals) for tag in tags}, outages)


def _archived(tag: Tag, signals: Signals) -> list[Reading]:
    """The archive starts anew after each state, and holds a state once, at its first sample."""
    readings: list[Reading] = []
    hidden = zip(signals.samples[tag.key], signals.states[tag.key], strict=True)
    for state, stretch in groupby(hidden, key=lambda each: each[1]):
        samples = [sample for sample, _ in stretch]
        if state is None:
            readings += [Reading(at, value, None) for at, value in archive(tag, samples)]
        else:
            readings.append(Reading(samples[0].at, None, state))
    return readings
