"""Faults of site two, drawn from the seed: first in the plant, then in what its sender writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plant.delivery import Draw, Fault
from plant.process.readings import Sample, State, TagKey

WINDOWS = 8
"""Files of a unit."""
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


class FileFaults(NamedTuple):
    """(asset, window) of the file that each fault hits."""

    truncated: tuple[str, int]
    psig: tuple[str, int]
    late: tuple[str, int]
    resent: tuple[str, int]
    deg_f: tuple[str, int]

    @property
    def away(self) -> set[tuple[str, int]]:
        """Files not read exactly once in part `main`: no row fault is put there, so that its count is exact."""
        return {self.truncated, self.late, self.resent}


def draw_file_faults(draw: Draw, units: Sequence[str]) -> FileFaults:
    """Different files in the middle of the first and of the second unit's run."""
    first, second = units
    truncated, psig = (1 + window for window in draw.distinct("first unit", WINDOWS - 2, 2))
    late, resent, deg_f = (1 + window for window in draw.distinct("second unit", WINDOWS - 2, 3))
    return FileFaults((first, truncated), (first, psig), (second, late), (second, resent), (second, deg_f))


def window_steps(window: int, steps: int) -> range:
    """The samples that a unit's file holds."""
    return range(window * steps // WINDOWS, (window + 1) * steps // WINDOWS)


def hide_outages(draw: Draw, signals: Signals, truncated: tuple[str, int]) -> list[Fault]:
    """Write an interface outage of the first unit and five tag outages into `signals.states`."""
    keys = list(signals.samples)
    unit = [key for key in keys if key[0] == keys[0][0]]
    faults = [_hide(draw, "interface", IO_TIMEOUT, unit, signals, truncated)]
    for state, index in zip(TAG_OUTAGES, draw.distinct("outage tag", len(keys), len(TAG_OUTAGES)), strict=True):
        faults.append(_hide(draw, state.name, state, [keys[index]], signals, truncated))
    return faults


def _hide(
    draw: Draw, label: str, state: State, keys: list[TagKey], signals: Signals, truncated: tuple[str, int]
) -> Fault:
    """Hide a stretch behind `state`, never the first or the last sample.

    It does not begin in the truncated file: with the state itself lost, nothing could tell the outage from silence.
    """
    asset, steps = keys[0][0], len(signals.samples[keys[0]])
    length = max(3, steps // (INTERFACE_SHARE if len(keys) > 1 else TAG_SHARE))
    lost = window_steps(truncated[1], steps) if asset == truncated[0] else range(0)
    starts = [step for step in range(1, steps - length) if step not in lost]
    first = starts[draw.index(f"outage {label}", len(starts))]
    for key in keys:
        signals.states[key][first : first + length] = [state] * length
    samples = signals.samples[keys[0]][first : first + length]
    attributes = [attribute for _, attribute in keys]
    return Fault(f"outage:{state.name}", asset, attributes, samples[0].at, samples[-1].at, len(keys) * length)
