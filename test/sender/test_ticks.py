from __future__ import annotations

import pytest
from airlock_sender.ticks import SECOND, name_of, text_of, ticks_of


def test_a_time_of_pi_is_its_ticks_to_the_last_digit() -> None:
    # as PI Integrator published it
    assert ticks_of("2017-04-28T08:04:57.4586426Z") == 636289634974586426


@pytest.mark.parametrize("digits", ["", ".5", ".50", ".5000000", ".0000001", ".9999999"])
def test_every_number_of_digits_is_kept(digits: str) -> None:
    assert ticks_of(f"2024-02-29T23:59:59{digits}Z") == ticks_of("2024-02-29T23:59:59Z") + round(
        float(f"0{digits}") * SECOND
    )


def test_an_offset_is_taken_off() -> None:
    assert ticks_of("2024-03-31T02:30:00+05:45") == ticks_of("2024-03-30T20:45:00Z")
    assert ticks_of("2024-03-31T02:30:00-03:30") == ticks_of("2024-03-31T06:00:00Z")


@pytest.mark.parametrize("ticks", [0, 1, 621355968000000000, 636289634974586426, 3155378975999999999])
def test_text_says_the_ticks_it_came_from(ticks: int) -> None:
    assert ticks_of(text_of(ticks)) == ticks


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-01T00:00:00",
        "2024-01-01 00:00:00Z",
        "2024-01-01T00:00:00.12345678Z",
        "*-1d",
        "",
        "2024-13-01T00:00:00Z",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="wanted"):
        ticks_of(text)


def test_a_name_has_no_letter_that_windows_refuses() -> None:
    assert not set(name_of(636289634974586426)) & set('<>:"/\\|?*')
