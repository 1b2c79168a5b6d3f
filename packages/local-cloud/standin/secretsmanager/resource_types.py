"""Secrets: Ref is the ARN, as on AWS."""

from __future__ import annotations

from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["SECRET"]

SEAMS: Seams = {"services.secretsmanager": ("_secrets",)}


# AWS answers Ref of a secret with its ARN, and CDK writes that Ref into policies; MiniStack answers with the name.
def _create_secret(original: Handler, *arguments: Any) -> tuple[str, Attributes]:
    name, attributes = original(*arguments)
    return attributes.get("Arn", name), attributes


def _update_secret(original: Handler, arn: str, *arguments: Any) -> tuple[str, Attributes]:
    name, attributes = original(_secret_name(arn), *arguments)
    return attributes.get("Arn", name), attributes


def _delete_secret(original: Handler, arn: str, props: Properties) -> None:
    original(_secret_name(arn), props)


def _secret_name(arn: str) -> str:
    secrets = ministack("services.secretsmanager")._secrets
    return next((name for name, secret in secrets.items() if secret["ARN"] == arn), arn)


SECRET = {"create": _create_secret, "update": _update_secret, "delete": _delete_secret}
