"""Conditions of a template: MiniStack reads `AWS::Partition` and its like in them as plain text."""

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
        return original(template, {**{name: {"Value": value} for name, value in _PSEUDO_PARAMETERS.items()}, **params})

    return evaluate_conditions
