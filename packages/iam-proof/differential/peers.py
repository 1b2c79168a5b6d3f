"""Answers of independent evaluators of IAM policies: JSON lines with requests in, one line of answers out for each.

A line in is `{"request": …, "policies": [{"kind": …, "document": …}]}`; a line out maps each peer's name to "allow", "deny", or
"lacks <feature>" where the peer does not evaluate something that the pair has.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ministack.core import iam_evaluator as ministack
from moto.iam.access_control import IAMPolicy, PermissionResult

Pair = Mapping[str, Any]

_PRINCIPAL_KEYS = {"aws:principalarn", "aws:principalaccount"}
_KIND_NAMES = {"boundary": "boundaries", "session": "session policies", "resource": "resource policies"}


def documents(pair: Pair, *kinds: str) -> list[Any]:
    return [each["document"] for each in pair["policies"] if each["kind"] in kinds]


def statements(pair: Pair) -> Iterator[Mapping[str, Any]]:
    for each in pair["policies"]:
        yield from each["document"]["Statement"]


def condition_keys(pair: Pair) -> Iterator[str]:
    for statement in statements(pair):
        for keys in statement.get("Condition", {}).values():
            yield from (key.lower() for key in keys)


def ministack_lacks(pair: Pair) -> str | None:
    """The feature of a pair that MiniStack's own comments and code leave out."""
    kind = pair["request"]["principal"]["kind"]
    if kind in ("root", "anonymous"):
        return f"requests of {kind}"  # answered before any policy is read
    if "${" in json.dumps(pair["policies"]):
        return "variables"
    if any("NotPrincipal" in each for each in statements(pair)):
        return "NotPrincipal"
    if kind == "service" and _PRINCIPAL_KEYS & set(condition_keys(pair)):
        return "requests of a service that has no aws:PrincipalArn"
    return None


def ministack_allows(pair: Pair) -> bool:
    request = pair["request"]
    context = ministack_context(request)
    policy = next(iter(documents(pair, "resource", "key")), None)
    if request["principal"]["kind"] == "service":
        result = ministack.evaluate_resource_policy(policy, context, service=request["principal"]["name"])
        return bool(result.decision == "Allow")
    identity, *limits = (
        [ministack.parse_policy_document(each) for each in documents(pair, kind)]
        for kind in ("identity", "boundary", "session")
    )
    present = [limit for limit in limits if limit]
    result = ministack.evaluate(context, identity, *present)
    if policy is not None or request["resourceAccount"] != context.principal_account:
        is_key = bool(documents(pair, "key"))
        owner = request["resourceAccount"]
        result = ministack.combine_resource_policy(result, context, policy, owner, required=is_key, limits=present)
    return bool(result.decision == "Allow")


def ministack_context(request: Mapping[str, Any]) -> ministack.EvalContext:
    principal, keys = request["principal"], request["context"]
    user = principal.get("arn", "")
    return ministack.EvalContext(
        principal_arn=user or principal.get("session", ""),
        principal_type={"user": "User", "role-session": "AssumedRole"}.get(principal["kind"], "AWSService"),
        principal_account=principal.get("account", ""),
        action=request["action"],
        resource_arn=request["resource"],
        region="eu-west-1",
        source_ip=keys.get("aws:sourceip"),
        secure_transport=keys["aws:securetransport"] == "true",
        principal_keys={"aws:username": user.rpartition("/")[2]} if user else {},
        service_context={"aws:tagkeys": None, **keys},
    )


def moto_lacks(pair: Pair) -> str | None:
    """The feature of a pair that moto's code does not look at: it reads identity policies without conditions."""
    request = pair["request"]
    kind = request["principal"]["kind"]
    if kind not in ("user", "role-session"):
        return f"requests of {kind}"
    other = next((each["kind"] for each in pair["policies"] if each["kind"] != "identity"), None)
    if other is not None:
        return _KIND_NAMES.get(other, "key policies")
    if request["resourceAccount"] != request["principal"]["account"]:
        return "other accounts"
    elements = {element for each in statements(pair) for element in each}
    absent = next((element for element in ("Condition", "NotResource") if element in elements), None)
    return absent or ("variables" if "${" in json.dumps(pair["policies"]) else None)


def moto_allows(pair: Pair) -> bool:
    request = pair["request"]
    policies = [IAMPolicy(json.dumps(document)) for document in documents(pair, "identity")]
    results = {policy.is_action_permitted(request["action"], request["resource"]) for policy in policies}
    return PermissionResult.PERMITTED in results and PermissionResult.DENIED not in results


Peer = tuple[Callable[[Pair], str | None], Callable[[Pair], bool]]
PEERS: Mapping[str, Peer] = {
    "ministack": (ministack_lacks, ministack_allows),
    "moto": (moto_lacks, moto_allows),
}


def answer(peer: Peer, pair: Pair) -> str:
    lacks, allows = peer
    feature = lacks(pair)
    if feature is not None:
        return f"lacks {feature}"
    try:
        return "allow" if allows(pair) else "deny"
    except re.error:  # moto takes a pattern for a regular expression
        return "lacks patterns that are no regular expressions"


def main() -> None:
    for line in sys.stdin:
        pair = json.loads(line)
        print(json.dumps({name: answer(peer, pair) for name, peer in PEERS.items()}), flush=True)


if __name__ == "__main__":
    main()
