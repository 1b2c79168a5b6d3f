"""SimulatePrincipalPolicy where MiniStack takes a principal that is not there, or has a path, for one that may do nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {"services.iam": ("_IAM_HANDLERS", "_error", "_groups", "_p", "_roles", "_users")}

_OPERATION = "SimulatePrincipalPolicy"


def install(_settings: Settings) -> None:
    table = ministack("services.iam")._IAM_HANDLERS
    table[_OPERATION] = _of_those_that_are_there(table[_OPERATION])


def _of_those_that_are_there(original: Callable[..., Any]) -> Callable[..., Any]:
    def simulate(parameters: Mapping[str, Any]) -> Any:
        iam = ministack("services.iam")
        arn = iam._p(parameters, "PolicySourceArn")
        stores = (iam._users, iam._roles, iam._groups)
        if not any(each["Arn"] == arn for store in stores for each in store.values()):
            return iam._error(404, "NoSuchEntity", f"{arn} cannot be found.", ns="iam")
        return original({**parameters, "PolicySourceArn": [_without_path(arn)]})

    return simulate


def _without_path(arn: str) -> str:
    """MiniStack looks for a principal by what stands behind its kind."""
    kind, _, path_and_name = arn.partition("/")
    return f"{kind}/{path_and_name.rpartition('/')[2]}"
