"""Budgets, and who is told of them."""

from __future__ import annotations

from conformance.assembly import Properties
from conformance.reading import Reading, as_written, only, own_tags


def read_budget(at: Reading) -> Properties:
    budgets = at.client("budgets")
    account = at.client("sts").get_caller_identity()["Account"]
    named = {"AccountId": account, "BudgetName": at.id}
    budget = budgets.describe_budget(**named)["Budget"]
    limit = budget["BudgetLimit"]
    wanted = at.wanted["Budget"]
    arn = f"arn:aws:budgets::{account}:budget/{at.id}"
    tags = budgets.list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
    told = budgets.describe_notifications_for_budget(**named)["Notifications"]
    return {
        "Budget": {
            **only(budget, *({"BudgetName"} & set(wanted)), "BudgetType", "TimeUnit"),
            "BudgetLimit": {"Amount": as_written(float(limit["Amount"])), "Unit": limit["Unit"]},
        },
        "NotificationsWithSubscribers": [
            {
                "Notification": {
                    **only(each, "ComparisonOperator", "NotificationType", "ThresholdType"),
                    "Threshold": as_written(each["Threshold"]),
                },
                "Subscribers": budgets.describe_subscribers_for_notification(
                    **named, Notification=only(each, *_NOTIFICATION)
                )["Subscribers"],
            }
            for each in told
        ]
        or None,
        "ResourceTags": own_tags(tags) or None,
    }


_NOTIFICATION = ("ComparisonOperator", "NotificationType", "Threshold", "ThresholdType")
