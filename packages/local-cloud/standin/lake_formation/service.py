"""Settings of the data lake, kept and told. Nothing else of the service is here, and no other service asks it."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Mapping
from typing import Any

from standin.server.seams import Seams
from standin.server.services import serve
from standin.server.settings import Settings

SEAMS: Seams = {}

SERVICE = "lakeformation"
_ALL_BY_IAM = [{"Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"}, "Permissions": ["ALL"]}]

# As AWS makes an account: whoever IAM lets may use every new database and table.
STATE: dict[str, Any] = {
    "DataLakeAdmins": [],
    "CreateDatabaseDefaultPermissions": _ALL_BY_IAM,
    "CreateTableDefaultPermissions": _ALL_BY_IAM,
}

Answer = tuple[int, dict[str, str], bytes]


def install(_settings: Settings) -> None:
    serve(SERVICE, sys.modules[__name__], by_path=True)


def get_state() -> dict[str, Any]:
    return copy.deepcopy(STATE)


def load_persisted_state(state: Mapping[str, Any]) -> None:
    STATE.update(state)


async def handle_request(method: str, path: str, _headers: Any, body: bytes, _query: Any) -> Answer:
    given = json.loads(body) if body else {}
    if (method, path) == ("POST", "/GetDataLakeSettings"):
        return _answer(200, {"DataLakeSettings": STATE})
    if (method, path) == ("POST", "/PutDataLakeSettings"):
        unknown = sorted(set(given["DataLakeSettings"]) - set(STATE))
        if unknown:
            return _refused(f"{', '.join(unknown)}: not known to the local cloud")
        # What is not named is empty afterwards, as on AWS.
        STATE.update({name: given["DataLakeSettings"].get(name, []) for name in STATE})
        return _answer(200, {})
    return _refused(f"{method} {path} is not known to the local cloud")


def _answer(status: int, body: Mapping[str, Any]) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def _refused(message: str) -> Answer:
    headers = {"Content-Type": "application/json", "x-amzn-errortype": "InvalidInputException"}
    return 400, headers, json.dumps({"Message": message}).encode()
