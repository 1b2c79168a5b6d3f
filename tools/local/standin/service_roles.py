"""Calls that a service makes under a role that a template gave it: the role must trust the service, and have the right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from standin import role_sessions
from standin.seams import Seams, ministack
from standin.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {
    "core.iam_evaluator": ("EvalContext", "_action_matches", "_conditions_met", "_service_principal_matches"),
    "services.iam": ("_roles",),
}


class NotTrustedError(Exception):
    """The role's trust policy does not let the service assume it."""


@dataclass(frozen=True)
class Caller:
    """A session of `role` (an ARN) in which `service` works for the resource `source` (an ARN)."""

    settings: Settings
    role: str
    service: str
    source: str

    def client(self, service: str) -> Any:
        """A client that signs as the role; `NotTrustedError` where the role may not be assumed."""
        return role_sessions.client(self.settings, self._keys(), service)

    def send(
        self, service: str, method: str, path: str, headers: Mapping[str, str], body: str | bytes
    ) -> tuple[int, dict[str, str], bytes]:
        """One request as the role, with the service's wire form; status, headers and body of the answer."""
        keys = self._keys()
        signer = Credentials(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], keys["AWS_SESSION_TOKEN"])
        own = {name: value for name, value in headers.items() if name.lower() not in ("host", "authorization")}
        request = AWSRequest(method=method, url=f"{self.settings.endpoint}{path}", headers=own, data=body)
        SigV4Auth(signer, service, REGION).add_auth(request)
        session = URLLib3Session(verify=str(self.settings.tls / "bundle.pem"))
        try:
            answer = session.send(request.prepare())
        finally:
            session.close()
        return answer.status_code, dict(answer.headers), answer.content

    def _keys(self) -> dict[str, str]:
        if not is_trusted(self.role, self.service, self.source):
            raise NotTrustedError(f"{self.service} may not assume {self.role} for {self.source}")
        return role_sessions.credentials(self.source, self.service.partition(".")[0], self.role)


def is_trusted(role: str, service: str, source: str) -> bool:
    """Whether the role of this ARN exists and lets the service assume it for a resource of this account."""
    stored = ministack("services.iam")._roles.get_scoped(ACCOUNT, None, role.rpartition("/")[2])
    if not stored or stored["Arn"] != role:
        return False
    evaluator = ministack("core.iam_evaluator")
    context = evaluator.EvalContext(
        principal_arn=service,
        principal_type="AWSService",
        principal_account=ACCOUNT,
        action="sts:AssumeRole",
        resource_arn=role,
        region=REGION,
        service_context={"aws:sourceaccount": ACCOUNT, "aws:sourcearn": source},
    )
    effects = {
        statement["Effect"]
        for statement in _statements(stored["AssumeRolePolicyDocument"])
        if _is_of(evaluator, statement, service, context)
    }
    return effects == {"Allow"}


def _is_of(evaluator: Any, statement: Mapping[str, Any], service: str, context: Any) -> bool:
    """MiniStack's own trust check lets every service through where one is named."""
    return bool(
        evaluator._action_matches(context.action, _list(statement.get("Action")), _list(statement.get("NotAction")))
        and evaluator._service_principal_matches(statement.get("Principal"), service)
        and evaluator._conditions_met(statement.get("Condition") or {}, context)
    )


def _statements(document: str | Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list((json.loads(document) if isinstance(document, str) else document)["Statement"])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
