"""Notebooks and pipeline run as in a pod: at the agent's real address, with nothing but a token."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pods import ROOT, in_pod
from standin.testing.local_cloud import LocalCloud

EXAMPLES = ROOT / "examples"
ONE_LINE = "import sys, pandas as pd; print(len(pd.read_parquet(f's3://{sys.argv[1]}/reactor_data.parquet')))"


def executed(cloud: LocalCloud, token: Path, gold: str, name: str, out: Path) -> subprocess.CompletedProcess[str]:
    words = ["-m", "nbconvert", "--execute", "--to", "notebook", "--ExecutePreprocessor.startup_timeout=300"]
    where = ["--output-dir", str(out), EXAMPLES / f"{name}.ipynb"]
    return in_pod(cloud, token, *words, *where, of="examples", GOLD=f"s3://{gold}")


def printed(cloud: LocalCloud, token: Path, gold: str, name: str, out: Path) -> str:
    """All text that its cells showed."""
    done = executed(cloud, token, gold, name, out)
    assert done.returncode == 0, done.stderr[-3000:]
    cells: list[dict[str, Any]] = json.loads((out / f"{name}.ipynb").read_text())["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert [each for each in outputs if "image/png" in each.get("data", {})]
    texts = [each.get("text") or each.get("data", {}).get("text/plain", "") for each in outputs]
    return "\n".join("".join(text) for text in texts)


@pytest.mark.parametrize("notebook", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda each: each.stem)
def test_a_notebook_is_kept_without_what_it_showed(notebook: Path) -> None:
    cells = json.loads(notebook.read_text())["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_the_first_notebook_reads_gold_and_how_it_was(
    cloud: LocalCloud, token: Path, gold: str, tmp_path: Path
) -> None:
    text = printed(cloud, token, gold, "01-read-gold", tmp_path)
    assert "rows, 4 of 106 columns" in text
    # One reading was corrected, and with it the line on both of its sides.
    assert "version 1: 0 rows are new since version 0, 3 of the others have another reactor_pressure" in text


def test_the_model_that_knows_the_future_promises_more_than_it_keeps(
    cloud: LocalCloud, token: Path, gold: str, tmp_path: Path
) -> None:
    text = printed(cloud, token, gold, "02-reactor-model", tmp_path)
    promised, careless, honest = (float(each) for each in re.findall(r"(?:promises|in the plant) +(-?\d\.\d+)", text))
    assert promised > 0.9
    assert careless < honest < promised
    first_alarms = re.search(r"first alarm after the fault +0 days 00:(\d\d):00 +0 days 00:(\d\d):00", text)
    assert first_alarms is not None
    assert int(first_alarms[1]) < int(first_alarms[2]) < 30


def test_a_notebook_with_a_wrong_token_reads_nothing(cloud: LocalCloud, token: Path, gold: str, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("another token")
    done = executed(cloud, tmp_path / "wrong", gold, "01-read-gold", tmp_path)
    assert done.returncode != 0
    assert "ACCESS_DENIED" in done.stderr


def test_the_pipeline_is_compiled_for_the_image_it_is_given(cloud: LocalCloud, token: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "reactor.yaml"
    done = in_pod(cloud, token, EXAMPLES / "reactor_pipeline.py", "registry/notebook:1", compiled, of="examples")
    assert done.returncode == 0, done.stderr
    text = compiled.read_text()
    assert re.findall(r"image: (.*)", text) == ["registry/notebook:1"] * 2
    assert "pip install" not in text


RUN = """
import json
import sys
sys.path.insert(0, sys.argv[1])
from kfp import local
local.init(local.SubprocessRunner(use_venv=False), pipeline_root=sys.argv[2])
from reactor_pipeline import reactor
print("outputs", json.dumps(reactor().outputs))
"""


def pipeline(cloud: LocalCloud, token: Path, gold: str, out: Path) -> subprocess.CompletedProcess[str]:
    return in_pod(cloud, token, "-c", RUN, EXAMPLES, out, of="examples", GOLD=f"s3://{gold}", NOTEBOOK_IMAGE="here")


def test_the_pipeline_runs_each_step_with_the_pods_rights(
    cloud: LocalCloud, token: Path, gold: str, tmp_path: Path
) -> None:
    done = pipeline(cloud, token, gold, tmp_path)
    said = re.search(r"^outputs (\{.*\})$", done.stdout, re.MULTILINE)
    assert said is not None, done.stdout[-3000:] + done.stderr[-3000:]
    outputs = json.loads(said[1])
    assert outputs["rows"] == 500
    assert outputs["r2"] > 0.7


def test_the_pipeline_fails_with_a_wrong_token(cloud: LocalCloud, token: Path, gold: str, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("another token")
    done = pipeline(cloud, tmp_path / "wrong", gold, tmp_path)
    assert done.returncode != 0
    assert "ACCESS_DENIED" in done.stdout + done.stderr


def test_an_old_pyarrow_does_not_know_the_agents_address(cloud: LocalCloud, token: Path, gold: str) -> None:
    old, new = (in_pod(cloud, token, "-c", ONE_LINE, gold, of=each) for each in ("old-pyarrow", "notebook"))
    assert (new.returncode, new.stdout.strip()) == (0, "1460"), new.stderr
    assert old.returncode != 0
    assert "ACCESS_DENIED" in old.stderr
