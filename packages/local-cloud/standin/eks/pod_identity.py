"""The Pod Identity agent of a node: a pod shows its token, and gets a session of the role associated with it.

There is no pod here. A file `pods/<namespace>/<service account>/<name>` in the state folder stands for one: it holds the
token, as a node would put it into the pod. `pod-identity.json` holds the agent's address.
"""

from __future__ import annotations

import hmac
import json
import threading
import uuid
from collections.abc import Mapping
from http.client import HTTP_PORT
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from standin.iam import role_sessions
from standin.iam.role_trust import Assumption, refused_action
from standin.server.seams import Seams, ministack
from standin.server.settings import ACCOUNT, Settings

SEAMS: Seams = {"services.eks": ("_clusters", "_pod_identity_associations")}

_PATH = "/v1/credentials"
_SERVICE = "pods.eks.amazonaws.com"
_SESSION_SECONDS = 6 * 3600

Association = Mapping[str, Any]


class RefusedError(Exception):
    """`args` are the HTTP status, the error's code and a message."""


def install(settings: Settings) -> None:
    """Listen without TLS: AWS's SDKs take credentials so from this machine, or from the agent's address on a node alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                status, answer = 200, credentials(settings.pods, self.path, self.headers.get("Authorization", ""))
            except RefusedError as refused:
                status, code, message = refused.args
                answer = {"code": code, "message": message}
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """No line for each request."""

    agent = ThreadingHTTPServer(settings.pod_identity_at, Handler)
    threading.Thread(target=agent.serve_forever, name="standin-pod-identity", daemon=True).start()
    host = settings.pod_identity_at[0]
    # As a node's agent is addressed: without a port where it is HTTP's own.
    port = "" if agent.server_port == HTTP_PORT else f":{agent.server_port}"
    address = {"endpoint": f"http://{host}{port}{_PATH}"}
    settings.pod_identity.write_text(json.dumps(address) + "\n")


def credentials(pods: Path, path: str, token: str) -> dict[str, str]:
    """Credentials of the role that is associated with the pod of this token."""
    if path != _PATH:
        raise RefusedError(404, "NotFoundException", f"wanted {_PATH}")
    namespace, service_account = _pod_of(pods, token)
    association = _association_of(namespace, service_account)
    tags = _session_tags(association)
    if refused_action(Assumption(association["roleArn"], _SERVICE, _cluster_arn(association), tags)):
        raise RefusedError(403, "AccessDeniedException", f"{association['roleArn']} does not trust {_SERVICE}")
    return _session(association, tags)


def _pod_of(pods: Path, token: str) -> tuple[str, str]:
    for file in pods.glob("*/*/*"):
        if hmac.compare_digest(file.read_bytes(), token.encode()):
            return file.parent.parent.name, file.parent.name
    raise RefusedError(400, "InvalidTokenException", "the token is that of no pod")


def _association_of(namespace: str, service_account: str) -> Association:
    for association in ministack("services.eks")._pod_identity_associations.values():
        if (association["namespace"], association["serviceAccount"]) == (namespace, service_account):
            found: Association = association
            return found
    raise RefusedError(404, "ResourceNotFoundException", f"no association of {namespace}/{service_account}")


def _session_tags(association: Association) -> dict[str, str]:
    """The tags of a session on EKS, less the pod's own name and id."""
    return {
        "eks-cluster-arn": _cluster_arn(association),
        "eks-cluster-name": association["clusterName"],
        "kubernetes-namespace": association["namespace"],
        "kubernetes-service-account": association["serviceAccount"],
    }


def _cluster_arn(association: Association) -> str:
    return str(ministack("services.eks")._clusters[association["clusterName"]]["arn"])


def _session(association: Association, tags: Mapping[str, str]) -> dict[str, str]:
    name = f"eks-{association['clusterName']}-{uuid.uuid4()}"[:64]
    session = role_sessions.open_session(association["roleArn"], name, _SESSION_SECONDS, tags)
    return {
        "AccessKeyId": session.access_key,
        "SecretAccessKey": session.secret_key,
        "Token": session.token,
        "AccountId": ACCOUNT,
        "Expiration": session.expiration,
    }
