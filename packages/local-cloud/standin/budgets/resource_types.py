"""AWS::Budgets::Budget, through the operations of the service. Nothing costs anything here, so that no budget tells of itself."""

from __future__ import annotations

import json
from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["BUDGET"]

SEAMS: Seams = {
    "services.budgets": ("_DISPATCH", "_budgets"),
    "services.cloudformation.provisioners": ("_physical_name",),
}


def _create(logical_id: str, props: Properties, stack: str) -> tuple[str, Attributes]:
    budget = dict(props["Budget"])
    naming = ministack("services.cloudformation.provisioners")._physical_name
    budget.setdefault("BudgetName", naming(stack, logical_id, max_len=100))
    amount = budget["BudgetLimit"]["Amount"]
    # CloudFormation takes a number, and the service a text.
    budget["BudgetLimit"] = {**budget["BudgetLimit"], "Amount": str(amount)}
    notified = [_typed(each) for each in props.get("NotificationsWithSubscribers") or []]
    tags = props.get("ResourceTags") or []
    _call("CreateBudget", {"Budget": budget, "NotificationsWithSubscribers": notified, "ResourceTags": tags})
    return budget["BudgetName"], {}


def _update(current: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    """Who is told is set with a budget and never changed: another one takes its place."""
    if old == new:
        return current, {}
    _delete(current, old)
    return _create(current, {**new, "Budget": {"BudgetName": current, **new["Budget"]}}, stack)


def _delete(name: str, _props: Properties) -> None:
    if name in ministack("services.budgets")._budgets:
        _call("DeleteBudget", {"BudgetName": name})


def _typed(notified: Properties) -> dict[str, Any]:
    notification = {**notified["Notification"], "Threshold": float(notified["Notification"]["Threshold"])}
    return {**notified, "Notification": notification}


def _call(operation: str, body: Properties) -> None:
    status, _, answer = ministack("services.budgets")._DISPATCH[operation](body)
    if status >= 300:
        raise ValueError(f"{operation} was refused: {json.loads(answer)}")


BUDGET = {"create": _create, "update": _update, "delete": _delete}
