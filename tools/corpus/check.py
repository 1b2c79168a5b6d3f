"""Checks a cleaning tool against a corpus: this product by running it, any other by the results that it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.answers import read_answers
from corpus.compare import differences
from corpus.make import INDEX
from corpus.product.given import read_given
from corpus.product.run import run_product

Case = dict[str, Any]


def cases_in(folder: Path, only: list[str]) -> list[Case]:
    """Cases of the corpus in `folder` whose `<group>/<name>` has one of the texts `only`, all where there is none."""
    cases: list[Case] = json.loads((folder / INDEX).read_text("utf-8"))["cases"]
    return [case for case in cases if not only or any(text in f"{case['group']}/{case['name']}" for text in only)]


def check(folder: Path, cases: list[Case], results: Path | None, carrier: str | None) -> dict[str, list[str]]:
    """Differences by case: of what a tool wrote into `results`, or, without it, of what this product's jobs make of the corpus.

    `carrier` does the tasks of the jobs; without it they choose one.
    """
    wanted, names = read_answers(folder / "expected"), {case["name"] for case in cases}
    if results is not None:
        return differences(wanted, read_answers(results), names)
    got, ended = run_product([read_given(folder, case) for case in cases], carrier)
    return differences(wanted, got, names - ended.keys()) | {name: [word] for name, word in ended.items()}
