"""A corpus is made the same by the same seed."""

from __future__ import annotations

from pathlib import Path

from corpus.make import make


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_seed_makes_the_same_corpus(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make(tmp_path / name, seed=7)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_another_seed_makes_other_cases_beside_the_same_written_ones(tmp_path: Path) -> None:
    make(tmp_path / "one", seed=7)
    make(tmp_path / "other", seed=8)
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    differing = {name.split("/")[1] for name in one if one[name] != other.get(name) and name.startswith("given/")}
    made = {name.split("/")[1] for name in one if name.startswith("given/r-")}
    assert differing
    assert differing <= made


def test_a_corpus_that_is_made_anew_keeps_nothing_of_the_former(tmp_path: Path) -> None:
    make(tmp_path, seed=7)
    left = tmp_path / "given" / "gone" / "objects.json"
    left.parent.mkdir()
    left.write_text("[]")
    make(tmp_path, seed=7)
    assert not left.exists()
