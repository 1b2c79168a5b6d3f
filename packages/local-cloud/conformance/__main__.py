"""`python -m conformance --templates cdk.out`: exit code 0 complete, 1 with a finding, 2 where it cannot be told."""

from __future__ import annotations

import argparse
import importlib
import json
import operator
import os
import sys
from functools import reduce
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from conformance.assembly import read_assembly
from conformance.check import check
from conformance.cloud import Cloud
from conformance.kinds import KINDS
from conformance.report import UNKNOWN, Report
from conformance.state import State


def main() -> int:
    parser = argparse.ArgumentParser(prog="conformance", description=__doc__)
    parser.add_argument("--templates", type=Path, default=Path("cdk.out"), help="cloud assembly that was deployed")
    parser.add_argument("--state", type=Path, default=Path(".local/cloud"), help="folder of the local cloud's state")
    parser.add_argument(
        "--kinds", action="append", default=[], help="module with KINDS, readers of more resource types"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    options = parser.parse_args()
    try:
        report = _check(options.templates, options.state, options.kinds)
    except (ValueError, ClientError, BotoCoreError) as error:
        print(f"cannot tell whether the deployed set is complete: {error}", file=sys.stderr)
        return UNKNOWN
    print(json.dumps(report.as_json(), indent=1) if options.json else "\n".join(report.lines()))
    return report.exit_code


def _check(templates: Path, state: Path, modules: list[str]) -> Report:
    cloud = Cloud(os.environ.get("AWS_ENDPOINT_URL"), os.environ.get("AWS_REGION"))
    _assert_same_cloud(state, cloud.endpoint)
    more = [importlib.import_module(name).KINDS for name in modules]
    return check(read_assembly(templates), cloud, State(state), reduce(operator.or_, more, KINDS))


def _assert_same_cloud(state: Path, endpoint: str) -> None:
    """Another cloud's list of what has no effect would hide real differences."""
    file = state / "state.json"
    known = json.loads(file.read_text())["endpoint"] if file.is_file() else None
    if known != endpoint:
        raise ValueError(f"AWS_ENDPOINT_URL is {endpoint}, but the cloud of {state} is at {known}")


sys.exit(main())
