"""A call on data as the JSON event that CloudTrail writes of it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from typing import Any

from standin.cloudtrail.data_calls import data_call
from standin.iam.conditions import role_arn_of_session
from standin.server.seams import Seams, ministack
from standin.server.traffic import Call

SEAMS: Seams = {
    "core.iam_evaluator": ("CredentialResolutionError", "resolve_credential"),
    "services.iam": ("_roles",),
    "services.sts": ("_sessions",),
}

_READS = ("Get", "Head", "List", "Receive", "Select", "Subscribe")

Event = dict[str, Any]


def event_of(call: Call) -> Event | None:
    """The event, None for a call that is on no data."""
    data = data_call(call)
    if data is None:
        return None
    event = {
        "eventVersion": "1.11",
        "userIdentity": _identity(call),
        "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(call.at)),
        "eventSource": f"{call.service}.amazonaws.com",
        "eventName": data.name,
        "awsRegion": call.region,
        "sourceIPAddress": call.source_ip,
        "userAgent": f"[{call.headers.get('user-agent', '')}]",
        "requestParameters": data.parameters,
        "responseElements": None,
        "requestID": call.request_id,
        "eventID": str(uuid.uuid4()),
        "readOnly": data.name.startswith(_READS),
        "resources": data.resources,
        "eventType": "AwsApiCall",
        "managementEvent": False,
        "recipientAccountId": call.account,
        "eventCategory": "Data",
    }
    error = {"errorCode": call.error[0], "errorMessage": call.error[1]} if call.error else {}
    return {**event, **error}


def fields(event: Mapping[str, Any]) -> dict[str, str]:
    """Fields of an event that selectors may ask for, by the names that they have for them."""
    first = event["resources"][0]
    return {
        "eventCategory": event["eventCategory"],
        "eventName": event["eventName"],
        "eventSource": event["eventSource"],
        "eventType": event["eventType"],
        "readOnly": str(event["readOnly"]).lower(),
        "resources.ARN": first.get("ARN") or first["ARNPrefix"],
        "resources.type": first["type"],
        "userIdentity.arn": event["userIdentity"].get("arn", ""),
    }


def _identity(call: Call) -> dict[str, Any]:
    evaluator = ministack("core.iam_evaluator")
    if not call.access_key:
        return {"type": "AWSAccount", "principalId": "", "accountId": "ANONYMOUS_PRINCIPAL"}
    known = evaluator.resolve_credential(call.access_key, call.account)
    if isinstance(known, evaluator.CredentialResolutionError):
        return {"type": "AWSAccount", "principalId": call.access_key, "accountId": call.account}
    common = {
        "principalId": known.principal_id,
        "arn": known.principal_arn,
        "accountId": known.account_id,
        "accessKeyId": call.access_key,
    }
    if known.principal_type == "User":
        return {"type": "IAMUser", **common, "userName": known.principal_name}
    if known.principal_type == "AssumedRole":
        return {"type": "AssumedRole", **common, "sessionContext": _session(call.access_key, known)}
    return {"type": known.principal_type, **common}


def _session(access_key: str, known: Any) -> dict[str, Any]:
    issued = ministack("services.sts")._sessions.get(access_key, {}).get("IssuedAt", 0)
    arn = role_arn_of_session(known.principal_arn, known.account_id)
    issuer = {
        "type": "Role",
        "principalId": known.principal_id.partition(":")[0],
        "arn": arn,
        "accountId": known.account_id,
        "userName": arn.rpartition("/")[2],
    }
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(issued))
    return {"sessionIssuer": issuer, "attributes": {"creationDate": created, "mfaAuthenticated": "false"}}
