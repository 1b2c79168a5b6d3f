"""Cases that a seed makes up, of the kinds that the written ones are examples of, with answers worked out here."""

from __future__ import annotations

from random import Random

from corpus.case import Case
from corpus.case_file.read_case import case_of
from corpus.seeded import (
    corrections,
    gold,
    moments,
    names,
    numbers,
    parquet_types,
    sites,
    states,
    stream,
    tag_history,
    text_forms,
    times,
    units,
)

_KINDS = (
    parquet_types,
    states,
    moments,
    corrections,
    times,
    text_forms,
    numbers,
    units,
    names,
    stream,
    sites,
    tag_history,
    gold,
)


def seeded_cases(seed: int) -> list[Case]:
    """The same cases for the same seed; a kind that changes leaves the others' cases as they were."""
    made = [each for kind in _KINDS for each in kind.cases(Random(f"{seed} {kind.__name__}"))]
    return [case_of(each.name, each.group, each.told) for each in made]
