"""The pipeline as the stacks have it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def synthesized() -> str:
    """The pipeline's definition and its role's policy as JSON text, with words where its jobs and its check stand."""
    command = ["node", "--import", "tsx", "test/pipeline/synthesize-pipeline.ts"]
    environment = {**os.environ, "CDK_VALIDATION": "false"}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("<AWS::Partition>", "aws")
