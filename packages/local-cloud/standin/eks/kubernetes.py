"""Manifests and charts that the CDK would apply to a cluster: checked and recorded here, and applied to none.

`recorded.json` has a row for each object and chart: {stack, logicalId, kind, name, summary, content}.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.eks.manifests import Checker, objects
from standin.server.seams import Seams, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation.changesets": ("validate_template_support",),
    "services.cloudformation.handlers": ("validate_template_support",),
}

_MANIFEST = "Custom::AWSCDK-EKS-KubernetesResource"

Rows = list[dict[str, Any]]


_CHECKER = Checker()
_WRITING = threading.Lock()


def install(_settings: Settings) -> None:
    for module in ("changesets", "handlers"):
        wrap(f"services.cloudformation.{module}", "validate_template_support", _checking_manifests(_CHECKER))


def chart(settings: Settings) -> Mapping[str, Any]:
    """Handler of a Helm chart: it is on record, and runs nowhere."""
    return _Record(settings.recorded).handler(lambda props: [_chart_row(props)])


def manifest(settings: Settings) -> Mapping[str, Any]:
    """Handler of Kubernetes objects: they are checked and on record, and run nowhere."""

    def rows_of(props: Properties) -> Rows:
        _CHECKER.check([props["Manifest"]])
        return [_object_row(each) for each in objects(props["Manifest"])]

    return _Record(settings.recorded).handler(rows_of)


class _Record:
    """The file of what was recorded; a resource's rows come, change and go with it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def handler(self, rows_of: Callable[[Properties], Rows]) -> Mapping[str, Any]:
        def create(logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
            self._put(stack, logical_id, rows_of(props))
            return f"{stack}/{logical_id}", {}

        def update(current: str, _old: Properties, new: Properties, *_more: Any) -> tuple[str, Attributes]:
            self._put(*_place(current), rows_of(new))
            return current, {}

        def delete(current: str, _props: Properties) -> None:
            self._put(*_place(current), [])

        return {"create": create, "update": update, "delete": delete}

    def _put(self, stack: str, logical_id: str, rows: Rows) -> None:
        place = {"stack": stack, "logicalId": logical_id}
        with _WRITING:
            known: Rows = json.loads(self._file.read_text()) if self._file.exists() else []
            others = [row for row in known if (row["stack"], row["logicalId"]) != (stack, logical_id)]
            unfinished = self._file.with_suffix(".new")
            unfinished.write_text(json.dumps([*others, *({**place, **row} for row in rows)], indent=1) + "\n")
            unfinished.replace(self._file)


def _place(physical_id: str) -> tuple[str, str]:
    stack, _, logical_id = physical_id.partition("/")
    return stack, logical_id


def _chart_row(props: Properties) -> dict[str, Any]:
    source = f"{props['Chart']} {props.get('Version', 'newest')} of {props.get('Repository', 'an asset')}"
    content = {name: value for name, value in props.items() if name != "ServiceToken"}
    name = f"{props['Namespace']}/{props['Release']}"
    return {"kind": "HelmChart", "name": name, "summary": source, "content": content}


def _object_row(manifest: Mapping[str, Any]) -> dict[str, Any]:
    metadata = manifest["metadata"]
    name = "/".join(filter(None, (metadata.get("namespace"), metadata["name"])))
    return {"kind": manifest["kind"], "name": name, "summary": _summary(manifest), "content": manifest}


def _summary(manifest: Mapping[str, Any]) -> str:
    """Source of an object's content, for the kinds that take it from elsewhere."""
    spec = manifest.get("spec") or {}
    if manifest["kind"] == "Application":
        source = spec["source"]
        patches = len((source.get("kustomize") or {}).get("patches") or [])
        return f"{source['path']} of {source['repoURL']} at {source['targetRevision']}, {patches} patches"
    if manifest["kind"] == "AppProject":
        return f"takes {', '.join(spec['sourceRepos'])}"
    return str(manifest["apiVersion"])


def _checking_manifests(checker: Checker) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A template is refused before anything of it is made, where all of its manifests are checked together."""

    def around(original: Callable[..., None]) -> Callable[..., None]:
        def validate_template_support(template: Any, conditions: Any, params: Any = None) -> None:
            manifests = (
                resource["Properties"]["Manifest"]
                for resource in (template.get("Resources") or {}).values()
                if resource.get("Type") == _MANIFEST
            )
            checker.check(text for text in manifests if isinstance(text, str))
            original(template, conditions, params)

        return validate_template_support

    return around
