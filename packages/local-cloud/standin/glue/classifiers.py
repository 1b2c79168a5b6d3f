"""Classifiers: a CloudFormation type that MiniStack does not have, and state that it forgets at a restart."""

from __future__ import annotations

import time
from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

# Named by resource_types/.
__all__ = ["CLASSIFIER"]

SEAMS: Seams = {"services.glue": ("_ALL_STATE", "_classifiers", "_create_classifier", "_delete_classifier")}


def install(_settings: Settings) -> None:
    glue = ministack("services.glue")
    glue._ALL_STATE["classifiers"] = glue._classifiers


def _create(logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    classifier = _csv(props)
    name = classifier.get("Name") or f"{stack}-{logical_id}"
    status, _, body = ministack("services.glue")._create_classifier({"CsvClassifier": {**classifier, "Name": name}})
    if status >= 300:
        raise ValueError(f"CreateClassifier {name} was refused: {body!r}")
    return name, {}


def _update(name: str, _old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    classifier = _csv(new)
    if classifier.get("Name") not in (None, name):
        replacement = _create("", new, stack)
        _delete(name, new)
        return replacement
    standing = ministack("services.glue")._classifiers[name]["CsvClassifier"]
    kept = {"Name": name, "CreationTime": standing["CreationTime"], "Version": standing["Version"] + 1}
    ministack("services.glue")._classifiers[name] = {
        "CsvClassifier": {**classifier, **kept, "LastUpdated": int(time.time())}
    }
    return name, {}


def _delete(name: str, _props: Properties) -> None:
    ministack("services.glue")._delete_classifier({"Name": name})


def _csv(props: Properties) -> dict[str, Any]:
    return dict(props["CsvClassifier"])


CLASSIFIER = {"create": _create, "update": _update, "delete": _delete}
