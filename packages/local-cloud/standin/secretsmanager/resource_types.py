"""Secrets: Ref is the ARN, as on AWS, and a made-up value has no punctuation where a template says so."""

from __future__ import annotations

import string

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["SECRET"]

SEAMS: Seams = {"services.secretsmanager": ("_secrets",)}


# AWS answers Ref of a secret with its ARN, and CDK writes that Ref into policies; MiniStack answers with the name.
def _create_secret(original: Handler, logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    name, attributes = original(logical_id, _without_punctuation(props), stack)
    return attributes.get("Arn", name), attributes


def _update_secret(original: Handler, arn: str, old: Properties, new: Properties, *more: str) -> tuple[str, Attributes]:
    name, attributes = original(_secret_name(arn), _without_punctuation(old), _without_punctuation(new), *more)
    return attributes.get("Arn", name), attributes


def _delete_secret(original: Handler, arn: str, props: Properties) -> None:
    original(_secret_name(arn), props)


def _without_punctuation(props: Properties) -> Properties:
    """MiniStack reads ExcludeCharacters alone."""
    rules = props.get("GenerateSecretString") or {}
    if str(rules.get("ExcludePunctuation", False)).lower() != "true":
        return props
    without = {**rules, "ExcludeCharacters": rules.get("ExcludeCharacters", "") + string.punctuation}
    return {**props, "GenerateSecretString": without}


def _secret_name(arn: str) -> str:
    secrets = ministack("services.secretsmanager")._secrets
    return next((name for name, secret in secrets.items() if secret["ARN"] == arn), arn)


SECRET = {"create": _create_secret, "update": _update_secret, "delete": _delete_secret}
