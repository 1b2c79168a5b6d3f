"""Calls that a service makes under a role that a template gave it: the role must trust the service, and have the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from standin.iam import role_sessions
from standin.iam.role_trust import Assumption, refused_action
from standin.server.settings import REGION, Settings


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
        if refused_action(Assumption(self.role, self.service, self.source)):
            raise NotTrustedError(f"{self.service} may not assume {self.role} for {self.source}")
        return role_sessions.credentials(self.source, self.service.partition(".")[0], self.role)
