"""Templates hold references; this puts the concrete values in their place, or says which one it cannot tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.assembly import Stack
from conformance.attributes import ATTRIBUTES, Owner

# Properties that an attribute follows from.
_IDENTITY = ("CidrBlock", "Path")
# Stands for a value that is left out, as `AWS::NoValue` wants it.
_NOTHING = object()
_PLACEHOLDER = re.compile(r"\$\{(!?)([^}]*)\}")


class UnresolvedError(ValueError):
    """A reference whose value cannot be told."""


@dataclass(frozen=True)
class Standing:
    """A stack as CloudFormation has it: only ids are taken from there."""

    stack_id: str
    physical_ids: Mapping[str, str]


class Resolver:
    """Resolves values of one assembly's templates.

    `standing` has the stacks that are deployed, by name; `tell(type, attribute, physical id)` asks the service for an
    attribute that does not follow from a name, and answers None for one that it does not know.
    """

    def __init__(
        self,
        stacks: list[Stack],
        standing: Mapping[str, Standing],
        account: str,
        region: str,
        tell: Callable[[str, str, str], str | None] = lambda *_: None,
    ) -> None:
        self._templates = {stack.name: stack.template for stack in stacks}
        self._standing = standing
        self._account = account
        self._region = region
        self._tell = tell
        self._functions: dict[str, Callable[[str, Any], object]] = {
            "Ref": self._ref,
            "Fn::GetAtt": self._attribute,
            "Fn::Join": self._join,
            "Fn::Sub": self._substitute,
            "Fn::GetStackOutput": self._stack_output,
            "Fn::If": self._if,
            "Fn::Equals": self._equals,
        }

    def resolve(self, stack: str, value: object) -> Any:  # noqa: ANN401 - JSON in, JSON out
        """The value with every reference replaced; `UnresolvedError` names the one that cannot be."""
        if isinstance(value, list):
            return [item for item in (self.resolve(stack, each) for each in value) if item is not _NOTHING]
        if isinstance(value, dict):
            name = next(iter(value)) if len(value) == 1 else ""
            if name in self._functions:
                return self._functions[name](stack, value[name])
            if name.startswith("Fn::"):
                raise UnresolvedError(f"{name} is not known, wanted one of {', '.join(sorted(self._functions))}")
            items = {key: self.resolve(stack, item) for key, item in value.items()}
            return {key: item for key, item in items.items() if item is not _NOTHING}
        if isinstance(value, str) and "{{resolve:" in value:
            raise UnresolvedError(f"dynamic reference {value!r} is not known")
        return value

    def physical_id(self, stack: str, logical_id: str) -> str:
        """`UnresolvedError` where the stack does not stand or has no such resource."""
        standing = self._standing_stack(stack)
        if logical_id not in standing.physical_ids:
            raise UnresolvedError(f"{logical_id} of {stack} is not deployed")
        return standing.physical_ids[logical_id]

    def _ref(self, stack: str, name: str) -> object:
        if name == "AWS::NoValue":
            return _NOTHING
        if name.startswith("AWS::"):
            return self._pseudo_parameter(stack, name)
        parameter = self._templates[stack].get("Parameters", {}).get(name)
        if parameter is not None:
            raise UnresolvedError(f"the value of parameter {name} of {stack} is not known")
        return self.physical_id(stack, name)

    def _pseudo_parameter(self, stack: str, name: str) -> str:
        known = {
            "AWS::AccountId": self._account,
            "AWS::Region": self._region,
            "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": stack,
        }
        if name == "AWS::StackId":
            return self._standing_stack(stack).stack_id
        if name not in known:
            raise UnresolvedError(f"pseudo parameter {name} is not known, wanted one of {', '.join(sorted(known))}")
        return known[name]

    def _attribute(self, stack: str, path: list[str] | str) -> str:
        logical_id, name = path.split(".", 1) if isinstance(path, str) else path
        resource = self._templates[stack]["Resources"].get(logical_id)
        if resource is None:
            raise UnresolvedError(f"{logical_id} is not in the template of {stack}")
        attribute = ATTRIBUTES.get((resource["Type"], name))
        physical_id = self.physical_id(stack, logical_id)
        if attribute is not None:
            identity = {key: value for key, value in resource.get("Properties", {}).items() if key in _IDENTITY}
            return attribute(Owner(physical_id, self.resolve(stack, identity), self._account, self._region))
        told = self._tell(resource["Type"], name, physical_id)
        if told is None:
            raise UnresolvedError(f"attribute {name} of {logical_id} ({resource['Type']}) is not known")
        return told

    def _if(self, stack: str, arguments: tuple[str, object, object]) -> object:
        condition, then, otherwise = arguments
        holds = self.resolve(stack, self._templates[stack].get("Conditions", {}).get(condition))
        if not isinstance(holds, bool):
            raise UnresolvedError(f"condition {condition} of {stack} is not known")
        return self.resolve(stack, then if holds else otherwise)

    def _equals(self, stack: str, arguments: tuple[object, object]) -> bool:
        left, right = self.resolve(stack, list(arguments))
        return str(left) == str(right)

    def _join(self, stack: str, arguments: tuple[str, object]) -> str:
        separator, parts = arguments
        return str(separator).join(str(part) for part in self.resolve(stack, parts))

    def _substitute(self, stack: str, argument: str | tuple[str, Mapping[str, object]]) -> str:
        text, given = (argument, {}) if isinstance(argument, str) else argument

        def value_of(match: re.Match[str]) -> str:
            is_literal, name = match.groups()
            if is_literal:
                return f"${{{name}}}"
            if name in given:
                return str(self.resolve(stack, given[name]))
            return str(self._ref(stack, name) if "." not in name else self._attribute(stack, name))

        return _PLACEHOLDER.sub(value_of, text)

    def _stack_output(self, _stack: str, argument: Mapping[str, str]) -> object:
        stack, output, region = argument["StackName"], argument["OutputName"], argument.get("Region", self._region)
        if region != self._region:
            raise UnresolvedError(f"output {output} of {stack} is in {region}, wanted {self._region}")
        outputs = self._templates.get(stack, {}).get("Outputs", {})
        if output not in outputs:
            raise UnresolvedError(f"{stack} has no output {output} in this assembly")
        return self.resolve(stack, outputs[output]["Value"])

    def _standing_stack(self, stack: str) -> Standing:
        if stack not in self._standing:
            raise UnresolvedError(f"stack {stack} is not deployed")
        return self._standing[stack]
