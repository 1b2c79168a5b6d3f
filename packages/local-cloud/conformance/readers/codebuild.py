"""A project of CodeBuild: what a build would be made of."""

from __future__ import annotations

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, tag_list


def read_project(at: Reading) -> Properties:
    projects = at.client("codebuild").batch_get_projects(names=[at.id])["projects"]
    if not projects:
        raise MissingError(at.id)
    (project,) = projects
    return {
        "Name": project["name"],
        "Description": project.get("description") or None,
        "ServiceRole": project["serviceRole"],
        "TimeoutInMinutes": project["timeoutInMinutes"],
        **{name: _spelt(project.get(_small(name))) for name in ("Artifacts", "Environment", "LogsConfig", "Source")},
        "Tags": tag_list({each["key"]: each["value"] for each in project.get("tags") or []}),
    }


def _spelt(value: object) -> object:
    """As a template spells it: what the service calls buildspec is BuildSpec there."""
    if isinstance(value, list):
        return [_spelt(each) for each in value]
    if not isinstance(value, dict):
        return value
    names = {name: "BuildSpec" if name == "buildspec" else name[0].upper() + name[1:] for name in value}
    return {names[name]: _spelt(each) for name, each in value.items()}


def _small(name: str) -> str:
    return name[0].lower() + name[1:]
