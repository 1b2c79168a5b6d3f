"""The image of notebooks, which a deployment asks a function for, and the function a build."""

from __future__ import annotations

from conformance.assembly import Properties
from conformance.reading import Reading, part, unless


def read_notebook_image(at: Reading) -> Properties:
    """Its effect: its function stands, and a build of this image was started."""
    token, name = at.wanted["ServiceToken"], at.wanted["project"]
    function = unless("ResourceNotFoundException", at.client("lambda").get_function, FunctionName=token)
    configuration = part(function, "Configuration")
    codebuild = at.client("codebuild")
    projects = codebuild.batch_get_projects(names=[name])["projects"]
    images = [each["value"] for project in projects for each in project["environment"]["environmentVariables"]]
    builds = codebuild.list_builds_for_project(projectName=name)["ids"] if projects else []
    return {
        "ServiceToken": configuration and configuration["FunctionArn"],
        "ServiceTimeout": at.wanted["ServiceTimeout"],
        "project": name if builds else "no build of it",
        "image": next(iter(images), None),
    }
