"""Conditions of a template: MiniStack reads `AWS::Partition` and its like in them as plain text, and joins nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, wrap
from standin.server.settings import ACCOUNT, REGION, Settings

_MODULES = ("changesets", "engine", "handlers", "stacks")
SEAMS: Seams = {f"services.cloudformation.{module}": ("_evaluate_conditions",) for module in _MODULES}

_PSEUDO_PARAMETERS = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::URLSuffix": "amazonaws.com",
}


def install(_settings: Settings) -> None:
    for module in _MODULES:
        wrap(f"services.cloudformation.{module}", "_evaluate_conditions", _knowing_pseudo_parameters)


def _knowing_pseudo_parameters(original: Callable[..., Any]) -> Callable[..., Any]:
    def evaluate_conditions(template: Mapping[str, Any], params: Mapping[str, Any]) -> Any:
        known = {**{name: {"Value": value} for name, value in _PSEUDO_PARAMETERS.items()}, **params}
        conditions = _joined(template.get("Conditions", {}), known)
        return original({**template, "Conditions": conditions}, known)

    return evaluate_conditions


def _joined(value: Any, params: Mapping[str, Any]) -> Any:
    """The conditions with a text in place of each join of texts and parameters."""
    if isinstance(value, list):
        return [_joined(each, params) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) != {"Fn::Join"}:
        return {name: _joined(each, params) for name, each in value.items()}
    separator, parts = value["Fn::Join"]
    texts = _texts(parts, params)
    return value if texts is None else str(separator).join(texts)


def _texts(parts: Any, params: Mapping[str, Any]) -> list[str] | None:
    """What is joined: texts and parameters, or a parameter that is a list; None where a part is something else."""
    if isinstance(parts, dict):
        named = params.get(parts.get("Ref", ""))
        return None if named is None else str(named["Value"]).split(",")
    texts = [each if isinstance(each, str) else _texts(each, params) for each in parts]
    if any(each is None for each in texts):
        return None
    return [each if isinstance(each, str) else ",".join(each or []) for each in texts]
