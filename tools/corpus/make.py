"""Writes a corpus for any tool: what lands, case by case, and the answers of all cases in Parquet files."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path
from typing import Any

from corpus.answers import SCHEMAS, write_answers
from corpus.case import Case, Given
from corpus.case_file.read_case import written_cases
from corpus.seeded import seeded_cases

INDEX = "corpus.json"


def all_cases(seed: int) -> list[Case]:
    """The written cases and those that `seed` makes. Raises ValueError where two have one name."""
    cases = [*written_cases(), *seeded_cases(seed)]
    names = [case.name for case in cases]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"got more than one case of the name {', '.join(twice)}, wanted each name once")
    return cases


def make(folder: Path, seed: int) -> list[Case]:
    """Write the corpus of `seed` into `folder`, whose former corpus goes."""
    cases = all_cases(seed)
    for name in ("given", "expected"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        _write_given(folder / "given" / case.name, case)
    write_answers(folder / "expected", {kind: [row for case in cases for row in _rows(case, kind)] for kind in SCHEMAS})
    index = {"seed": seed, "cases": [_entry(case) for case in cases]}
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")
    return cases


def _rows(case: Case, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = getattr(case.expected, kind)
    return rows


def _entry(case: Case) -> dict[str, Any]:
    said = {"group": case.group, "about": case.about, "isolated": case.isolated}
    return {"name": case.name, **said, "sites": case.sites, "runs": case.runs}


def _write_given(folder: Path, case: Case) -> None:
    (folder / "bodies").mkdir(parents=True)
    for run, settings in case.settings.items():
        _write(folder / f"settings.{run}.json", settings)
    for number, given in enumerate(case.given, start=1):
        if given.body is not None and given.kind == "object":
            (folder / "bodies" / str(number)).write_bytes(given.body)
    _write(folder / "objects.json", [_object(number, given) for number, given in enumerate(case.given, start=1)])


def _object(number: int, given: Given) -> dict[str, Any]:
    return {
        "run": given.run,
        "key": given.key,
        "version": given.version,
        "landedAt": given.landed_at,
        "kind": given.kind,
        "body": f"bodies/{number}" if given.body is not None and given.kind == "object" else None,
        "refused": given.refused,
        "records": [base64.b64encode(record).decode() for record in given.records],
    }


def _write(file: Path, document: Any) -> None:  # noqa: ANN401 -- any JSON
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
