"""Puts with pandas and s3fs, in the environment that has them."""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from tried.clients import Clients
from tried.judgement import Answer, answer_of
from tried.plan import Identity, Plan
from tried.row import Row, intended

_SCRIPT = Path(__file__).parent / "notebook_puts.py"


def try_notebook(plan: Plan, identity: Identity, plant: Clients) -> Iterator[Row]:
    """:raises ValueError: where the script itself fails."""
    folder = f"s3://{plan.buckets['landing']}/{identity.folder}{uuid.uuid4().hex}"
    ended = subprocess.run(
        [plan.notebook, str(_SCRIPT), folder, "xb" if identity.creates_only else "wb"],
        env=_environment(plan, identity),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise ValueError(f"{_SCRIPT.name}: exit status {ended.returncode}: {ended.stderr[-500:]}")
    for operation, response, words in json.loads(ended.stdout):
        yield intended(identity, "s3", operation, "its own prefix", _answer(response, words, plant))


def _answer(response: Mapping[str, Any] | None, words: str, plant: Clients) -> Answer:
    if response is None:
        return Answer("accepted" if words == "OK" else "unclear", words)
    return answer_of(ClientError(response, "PutObject"), plant)


def _environment(plan: Plan, identity: Identity) -> dict[str, str]:
    """This process's own, with the identity's keys and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    keys = {name.upper(): value for name, value in identity.keys.items()}
    cloud = {"AWS_ENDPOINT_URL": plan.endpoint, "AWS_CA_BUNDLE": plan.ca, "AWS_REGION": plan.region}
    return {**kept, **keys, **cloud, "AWS_DEFAULT_REGION": plan.region}
