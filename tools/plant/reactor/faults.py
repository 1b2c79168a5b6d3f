"""Faults of site two's plant, drawn from the seed: what its interface and its tags measure nothing of."""

from __future__ import annotations

from typing import NamedTuple

from plant.delivery import Draw, Fault
from plant.process.readings import Sample, State, TagKey

IO_TIMEOUT = State(246, "I/O Timeout")
TAG_OUTAGES = (
    State(255, "Bad Input"),
    State(238, "Scan Off"),
    State(254, "Shutdown"),
    State(307, "Bad"),
    # a German server translates its system states: only the code tells
    State(246, "E/A-Zeitüberschreitung"),
)
INTERFACE_SHARE = 39
TAG_SHARE = 19
"""An outage hides one part in so many of the run, but at least three samples."""


class Signals(NamedTuple):
    """Samples and the state that hides each of them, by asset and attribute."""

    samples: dict[TagKey, list[Sample]]
    states: dict[TagKey, list[State | None]]


def hide_outages(draw: Draw, signals: Signals) -> list[Fault]:
    """Write an interface outage of the first unit and five tag outages into `signals.states`."""
    keys = list(signals.samples)
    unit = [key for key in keys if key[0] == keys[0][0]]
    faults = [_hide(draw, "interface", IO_TIMEOUT, unit, signals)]
    for state, index in zip(TAG_OUTAGES, draw.distinct("outage tag", len(keys), len(TAG_OUTAGES)), strict=True):
        faults.append(_hide(draw, state.name, state, [keys[index]], signals))
    return faults


def _hide(draw: Draw, label: str, state: State, keys: list[TagKey], signals: Signals) -> Fault:
    """Hide a stretch behind `state`, never the first or the last sample."""
    asset, steps = keys[0][0], len(signals.samples[keys[0]])
    length = max(3, steps // (INTERFACE_SHARE if len(keys) > 1 else TAG_SHARE))
    first = 1 + draw.index(f"outage {label}", steps - length - 1)
    for key in keys:
        signals.states[key][first : first + length] = [state] * length
    samples = signals.samples[keys[0]][first : first + length]
    attributes = [attribute for _, attribute in keys]
    return Fault(f"outage:{state.name}", asset, attributes, samples[0].at, samples[-1].at, len(keys) * length)
