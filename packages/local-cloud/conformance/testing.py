"""Shared by tests of the check: an assembly of some templates, and what the command says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from standin.testing.local_cloud import LocalCloud


@dataclass(frozen=True)
class Outcome:
    code: int
    output: str

    @property
    def report(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.output)
        return parsed

    def named(self, part: str) -> list[str]:
        """`logical id.property` of the rows of one part of the report."""
        return [".".join(filter(None, (row["logicalId"], row.get("property")))) for row in self.report[part]]


def run_check(cloud: LocalCloud, templates: Path, *options: str, **environment: str) -> Outcome:
    command = [
        sys.executable,
        "-m",
        "conformance",
        "--templates",
        str(templates),
        "--state",
        str(cloud.state),
        *options,
    ]
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    variables = {**own, **cloud.environment, **environment}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    return Outcome(done.returncode, done.stdout + done.stderr)


def write_assembly(folder: Path, templates: dict[str, Any]) -> Path:
    """A cloud assembly of these stacks, as `cdk synth` lays it out."""
    artifacts = {}
    for stack, template in templates.items():
        (folder / f"{stack}.template.json").write_text(json.dumps(template))
        properties = {"templateFile": f"{stack}.template.json"}
        artifacts[stack] = {"type": "aws:cloudformation:stack", "properties": properties}
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder
