from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pytest
from plant.process.archive import archive, compress_hold, compress_line, report_exceptions, tolerance
from plant.process.readings import Sample, Tag
from plant.process.source import Signal, read_tennessee_eastman


def samples(*values: float) -> list[Sample]:
    return [Sample(minute * 60, value) for minute, value in enumerate(values)]


def tag(exc_dev: float, comp_dev: float) -> Tag:
    return Tag("asset", "attribute", "point", None, "Float64", False, None, None, exc_dev, 600, comp_dev, 3600)


def answer(kept: Sequence[Sample], at: int, is_step: bool) -> float:
    index = bisect_right([sample.at for sample in kept], at) - 1
    before = kept[index]
    if before.at == at or is_step:
        return before.value
    after = kept[index + 1]
    return before.value + (after.value - before.value) * (at - before.at) / (after.at - before.at)


@pytest.fixture(scope="module")
def signals() -> list[Signal]:
    return read_tennessee_eastman()


def test_the_archive_answers_within_tolerance_at_every_real_sample(signals: list[Signal]) -> None:
    for signal in signals:
        kept = archive(signal.tag, signal.samples)
        error = max(abs(answer(kept, at, signal.tag.is_step) - value) for at, value in signal.samples)
        assert error <= tolerance(signal.tag) + 1e-9, signal.tag.key


def test_the_archive_keeps_the_first_and_the_last_sample(signals: list[Signal]) -> None:
    for signal in signals:
        kept = archive(signal.tag, signal.samples)
        assert (kept[0], kept[-1]) == (signal.samples[0], signal.samples[-1]), signal.tag.key


def test_no_silence_outlasts_the_compression_maximum(signals: list[Signal]) -> None:
    for signal in signals:
        times = [sample.at for sample in archive(signal.tag, signal.samples)]
        assert max(after - before for before, after in pairwise(times)) <= signal.tag.comp_max_s


def test_the_archive_drops_more_than_half_of_the_real_samples(signals: list[Signal]) -> None:
    kept = sum(len(archive(signal.tag, signal.samples)) for signal in signals)
    assert 0.4 < kept / sum(len(signal.samples) for signal in signals) < 0.5


def test_an_exception_sends_its_predecessor_too() -> None:
    assert list(report_exceptions(samples(1, 1.1, 1.2, 5, 5), 1, 600)) == [(0, 1), (120, 1.2), (180, 5), (240, 5)]


def test_a_quiet_signal_is_reported_after_the_exception_maximum() -> None:
    reported = list(report_exceptions(samples(*[1.0] * 12), 1, 300))
    assert [sample.at for sample in reported] == [0, 240, 300, 540, 600, 660]


def test_the_door_keeps_the_corner_of_two_straight_lines() -> None:
    assert list(compress_line(samples(0, 1, 2, 3, 2, 1, 0), 0.1, 3600)) == [(0, 0), (180, 3), (360, 0)]


def test_a_held_signal_keeps_only_changes_beyond_the_deviation() -> None:
    assert list(compress_hold(samples(5, 5.2, 7, 7.3, 7.1), 0.5, 3600)) == [(0, 5), (120, 7), (240, 7.1)]


def test_once_the_exception_deviation_is_no_bound_for_a_line_but_twice_is() -> None:
    signal = samples(0, -0.9, 0.9, 5)
    kept = archive(tag(exc_dev=1, comp_dev=0), signal)
    error = abs(answer(kept, 60, is_step=False) - -0.9)
    assert 1 < error <= tolerance(tag(exc_dev=1, comp_dev=0))
