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
_ACCOUNT, _SOURCE = "aws:sourceaccount", "aws:sourcearn"
# Keys that a service sends when it assumes a role, as its own page on trust policies says; any other service sends none.
# https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html has none.
_SENT: Mapping[str, tuple[str, ...]] = {
    # https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html: tags of the session, and no source
    "pods.eks.amazonaws.com": (_ACCOUNT,),
    # https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
    "rolesanywhere.amazonaws.com": (_ACCOUNT, _SOURCE),
    # https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    "scheduler.amazonaws.com": (_ACCOUNT, _SOURCE),
    # https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
    "states.amazonaws.com": (_ACCOUNT, _SOURCE),
}


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
    told = {_ACCOUNT: ACCOUNT, _SOURCE: wanted.source}
    keys = {key: told[key] for key in _SENT.get(wanted.service, ())}
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
