"""Trust of roles in AWS services: one judgement of trust policies for every service that acts here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standin.server.seams import Seams, ministack
from standin.server.settings import ACCOUNT, REGION

SEAMS: Seams = {
    "core.iam_evaluator": ("EvalContext", "_action_matches", "_conditions_met", "_service_principal_matches"),
    "services.iam": ("_roles",),
}

_EVERYBODY = ("*", {"AWS": "*"})


@dataclass(frozen=True)
class Assumption:
    """A service's request: a session of `role` (an ARN), on behalf of its own resource `source` (an ARN).

    `tags` are those of the session; `principal_tags` those that the service itself is seen with.
    """

    role: str
    service: str
    source: str
    tags: Mapping[str, str] = field(default_factory=dict)
    principal_tags: Mapping[str, str] = field(default_factory=dict)
    source_identity: str | None = None

    @property
    def actions(self) -> list[str]:
        """Every action that the trust policy must allow."""
        wanted = {
            "sts:AssumeRole": True,
            "sts:TagSession": bool(self.tags),
            "sts:SetSourceIdentity": self.source_identity is not None,
        }
        return [action for action, is_wanted in wanted.items() if is_wanted]


def role_of(arn: str) -> Mapping[str, Any] | None:
    """The stored role of this very ARN, path included."""
    stored: Mapping[str, Any] | None = ministack("services.iam")._roles.get_scoped(
        ACCOUNT, None, arn.rpartition("/")[2]
    )
    return stored if stored and stored["Arn"] == arn else None


def refused_action(wanted: Assumption) -> str | None:
    """The first action that the role's trust policy does not allow the service; None where it is trusted."""
    role = role_of(wanted.role)
    if role is None:
        return wanted.actions[0]
    statements = _statements(role["AssumeRolePolicyDocument"])
    return next((action for action in wanted.actions if not _allows(statements, wanted, action)), None)


def _allows(statements: list[Mapping[str, Any]], wanted: Assumption, action: str) -> bool:
    context = _context(wanted, action)
    effects = {each["Effect"] for each in statements if _applies(each, wanted.service, context)}
    return effects == {"Allow"}


def _context(wanted: Assumption, action: str) -> Any:
    keys = {"aws:sourceaccount": ACCOUNT, "aws:sourcearn": wanted.source}
    if wanted.source_identity is not None:
        keys["sts:sourceidentity"] = wanted.source_identity
    return ministack("core.iam_evaluator").EvalContext(
        principal_arn=wanted.service,
        principal_type="AWSService",
        principal_account=ACCOUNT,
        action=action,
        resource_arn=wanted.role,
        region=REGION,
        request_tags=dict(wanted.tags),
        tag_keys=list(wanted.tags),
        principal_keys={f"aws:principaltag/{tag.lower()}": value for tag, value in wanted.principal_tags.items()},
        service_context=keys,
    )


def _applies(statement: Mapping[str, Any], service: str, context: Any) -> bool:
    """MiniStack's own trust check lets every service through where one is named."""
    evaluator, principal = ministack("core.iam_evaluator"), statement.get("Principal")
    # A Deny of everybody denies services too; only their own name lets them in.
    is_named = evaluator._service_principal_matches(principal, service) or (
        statement["Effect"] == "Deny" and principal in _EVERYBODY
    )
    return bool(
        is_named
        and evaluator._action_matches(context.action, _list(statement.get("Action")), _list(statement.get("NotAction")))
        and evaluator._conditions_met(statement.get("Condition") or {}, context)
    )


def _statements(document: str | Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list((json.loads(document) if isinstance(document, str) else document)["Statement"])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
