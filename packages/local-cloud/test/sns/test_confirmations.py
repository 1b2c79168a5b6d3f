"""Subscriptions as a topic tells them."""

from __future__ import annotations

from standin.testing.local_cloud import LocalCloud, unique


def test_an_address_is_pending_and_a_queue_is_not(cloud: LocalCloud) -> None:
    sns = cloud.client("sns")
    arn = sns.create_topic(Name=unique("alarms"))["TopicArn"]
    by = {"email": "on-call@example.org", "https": "https://events.example.org/", "sqs": "arn:aws:sqs:us-east-1:1:q"}
    for protocol, endpoint in by.items():
        sns.subscribe(TopicArn=arn, Protocol=protocol, Endpoint=endpoint)
    told = sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    arns = {each["Protocol"]: each["SubscriptionArn"] for each in told}
    assert (arns["email"], arns["https"]) == ("PendingConfirmation", "PendingConfirmation")
    assert arns["sqs"].startswith(f"{arn}:")
