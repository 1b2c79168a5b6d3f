"""A check finds every cell that is wrong, and none that is right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus.__main__ import main
from corpus.answers import read_answers, write_answers
from corpus.make import make
from corpus.table import Row

Answers = dict[str, list[Row]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make(folder, seed=1)
    return folder


def right_results(corpus: Path) -> Answers:
    """Results that agree with every answer; of several right outcomes the first."""
    answers = read_answers(corpus / "expected")
    objects = [{**row, "outcome": row["outcome"].split(" or ")[0]} for row in answers["objects"]]
    return {**answers, "objects": objects}


def checked(corpus: Path, results: Answers, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    """Differences by failed case, of the command itself."""
    write_answers(folder, results)
    status = main(["check", str(corpus), "--results", str(folder), "--json"])
    cases = json.loads(capsys.readouterr().out)["cases"]
    failed = {case["name"]: case["differences"] for case in cases if not case["passed"]}
    assert status == (1 if failed else 0)
    return failed


def test_right_results_pass(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(corpus, right_results(corpus), tmp_path, capsys) == {}


def of(case: str, kind: str, change: Callable[[list[Row]], list[Row]]) -> Callable[[Answers], Answers]:
    """A change of one case's rows of a kind."""

    def changed(answers: Answers) -> Answers:
        own = [row for row in answers[kind] if row["case"] == case]
        others = [row for row in answers[kind] if row["case"] != case]
        return {**answers, kind: [*others, *change(own)]}

    return changed


def with_first(**fields: object) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [{**rows[0], **fields}, *rows[1:]]


@pytest.mark.parametrize(
    ("case", "kind", "change", "said"),
    [
        ("csv-state-text", "readings", with_first(value=1.6), "value=1.5 .* got value=1.6"),
        ("csv-state-text", "readings", with_first(unit="L/h"), "unit='m3/h'.*got unit='L/h'"),
        ("csv-state-text", "readings", with_first(is_current=False), "got is_current=False"),
        ("csv-state-text", "readings", lambda rows: rows[1:], "got nothing"),
        ("csv-state-text", "readings", lambda rows: [*rows, rows[0]], "wanted nothing, got"),
        ("spellings", "readings", with_first(value=0.0), "value=-0.0"),
        ("edit", "readings", lambda rows: [{**row, "is_current": True} for row in rows], "is_current=False"),
        ("no-time", "quarantine", lambda rows: rows[1:], "TS_MISSING"),
        ("no-time", "quarantine", with_first(reason="TS_FUTURE"), "got reason='TS_FUTURE'"),
        ("spellings", "objects", with_first(exact_duplicates=1), "does not close"),
        ("delivered-twice", "objects", with_first(outcome="unreadable"), "got outcome='unreadable'"),
        ("between-two-good", "gold", lambda rows: [{**row, "value": row["value"] or 1.5} for row in rows], "got value=1.5"),
        ("between-two-good", "gold", lambda rows: rows[:-1], "got nothing"),
        ("text-in-gold", "gold", lambda rows: [{**row, "text": None} for row in rows], "text='OPEN'"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_found_in_its_case_alone(
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    case: str,
    kind: str,
    change: Callable[[list[Row]], list[Row]],
    said: str,
) -> None:
    failed = checked(corpus, of(case, kind, change)(right_results(corpus)), tmp_path, capsys)
    assert list(failed) == [case]
    assert re.search(said, "\n".join(failed[case]))


def test_what_may_be_left_out_may_be_left_out(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = right_results(corpus)
    kept = {kind: [row for row in results[kind] if not row.get("optional")] for kind in results}
    assert checked(corpus, kept, tmp_path, capsys) == {}


def test_a_share_of_cases_is_checked_by_name(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_answers(tmp_path, right_results(corpus))
    assert main(["check", str(corpus), "--results", str(tmp_path), "--only", "16-units/temp"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 of 1 cases right"


def test_exit_2_where_nothing_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "could not tell" in capsys.readouterr().err
