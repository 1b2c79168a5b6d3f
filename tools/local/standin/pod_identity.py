"""What the Pod Identity agent does on a node: a pod shows its token, and gets a session of the role associated with it.

There is no pod here. A file `pods/<namespace>/<service account>/<name>` in the state folder stands for one: it holds the
token, as a node would put it into the pod. `pod-identity.json` holds the agent's address.
"""

from __future__ import annotations

import dataclasses
import datetime
import hmac
import json
import threading
import time
import uuid
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from standin.seams import Seams, ministack
from standin.settings import ACCOUNT, HOST, REGION, Settings

SEAMS: Seams = {
    "core.iam_evaluator": ("EvalContext", "evaluate_trust_policy"),
    "services.eks": ("_clusters", "_pod_identity_associations"),
    "services.iam": ("_roles",),
    "services.sts": (
        "_assumed_role_arn",
        "_gen_secret",
        "_gen_session_access_key",
        "_gen_session_token",
        "_role_id",
        "register_session",
    ),
}

_PATH = "/v1/credentials"
_SERVICE = "pods.eks.amazonaws.com"
_SESSION_SECONDS = 6 * 3600

Association = Mapping[str, Any]


class RefusedError(Exception):
    """`args` are the HTTP status, the error's code and a message."""


def install(settings: Settings) -> None:
    """Listen on a loopback port of its own: AWS's SDKs take credentials from this machine only, and without TLS."""

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

    agent = ThreadingHTTPServer((HOST, 0), Handler)
    threading.Thread(target=agent.serve_forever, name="airlock-pod-identity", daemon=True).start()
    address = {"endpoint": f"http://{HOST}:{agent.server_port}{_PATH}"}
    settings.pod_identity.write_text(json.dumps(address) + "\n")


def credentials(pods: Path, path: str, token: str) -> dict[str, str]:
    """Credentials of the role that is associated with the pod of this token."""
    if path != _PATH:
        raise RefusedError(404, "NotFoundException", f"wanted {_PATH}")
    namespace, service_account = _pod_of(pods, token)
    association = _association_of(namespace, service_account)
    tags = _session_tags(association)
    if not _is_trusted(association, tags):
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


def _is_trusted(association: Association, tags: Mapping[str, str]) -> bool:
    """Whether the role lets EKS assume it and tag the session, for this cluster.

    MiniStack's evaluator knows no service as a caller, so it sees the statements for EKS alone, as if for everybody.
    """
    evaluator, role_arn = ministack("core.iam_evaluator"), association["roleArn"]
    role = ministack("services.iam")._roles.get(role_arn.rsplit("/", 1)[-1])
    if role is None:
        return False
    statements = _statements_for_eks(role["AssumeRolePolicyDocument"])
    context = evaluator.EvalContext(
        principal_arn=_SERVICE,
        principal_type="Service",
        principal_account=ACCOUNT,
        action="sts:AssumeRole",
        resource_arn=role_arn,
        region=REGION,
        request_tags=dict(tags),
        tag_keys=list(tags),
        service_context={"aws:sourceaccount": ACCOUNT, "aws:sourcearn": _cluster_arn(association)},
    )
    return all(
        evaluator.evaluate_trust_policy(
            {"Statement": statements}, _SERVICE, dataclasses.replace(context, action=action)
        )
        for action in ("sts:AssumeRole", "sts:TagSession")
    )


def _statements_for_eks(document: str | Mapping[str, Any]) -> list[dict[str, Any]]:
    policy = json.loads(document) if isinstance(document, str) else document
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    return [{**each, "Principal": "*"} for each in statements if _names_eks(each.get("Principal"))]


def _names_eks(principal: object) -> bool:
    services = principal.get("Service", []) if isinstance(principal, Mapping) else []
    return _SERVICE in ([services] if isinstance(services, str) else services)


def _session(association: Association, tags: Mapping[str, str]) -> dict[str, str]:
    sts, role_arn = ministack("services.sts"), association["roleArn"]
    name = f"eks-{association['clusterName']}-{uuid.uuid4()}"[:64]
    arn, _ = sts._assumed_role_arn(role_arn, name)
    key, secret, token = sts._gen_session_access_key(), sts._gen_secret(), sts._gen_session_token()
    expiration = time.time() + _SESSION_SECONDS
    sts.register_session(
        key,
        {
            "Arn": arn,
            "UserId": f"{sts._role_id(role_arn)}:{name}",
            "SecretAccessKey": secret,
            "SessionToken": token,
            "Expiration": expiration,
            "AccountId": ACCOUNT,
            "PrincipalType": "AssumedRole",
            "SessionTags": [{"Key": tag, "Value": value} for tag, value in tags.items()],
            "SessionPolicies": None,
        },
    )
    return {
        "AccessKeyId": key,
        "SecretAccessKey": secret,
        "Token": token,
        "AccountId": ACCOUNT,
        "Expiration": datetime.datetime.fromtimestamp(expiration, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
