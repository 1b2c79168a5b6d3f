"""AWS::CodeBuild::Project: where a build would log, which MiniStack neither takes nor tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudformation.handlers import Properties
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

# Named by resource_types/.
__all__ = ["set_logs"]

SEAMS: Seams = {
    "services.codebuild": ("_project_shape", "_projects"),
    "services.cloudformation.provisioners": ("_codebuild_cfn_to_api",),
}


def install(_settings: Settings) -> None:
    wrap("services.codebuild", "_project_shape", _with_logs)


def set_logs(name: str, props: Properties) -> None:
    spell = ministack("services.cloudformation.provisioners")._codebuild_cfn_to_api
    ministack("services.codebuild")._projects[name]["logsConfig"] = spell(props.get("LogsConfig") or {})


def _with_logs(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def project_shape(project: Mapping[str, Any]) -> dict[str, Any]:
        return {**original(project), "logsConfig": project.get("logsConfig", {})}

    return project_shape
