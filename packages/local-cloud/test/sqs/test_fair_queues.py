"""A standard queue is fair here as on AWS: a group that has most messages in flight waits for the others."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from standin.sqs.fair import in_turn
from standin.testing.local_cloud import LocalCloud, policy, unique


@dataclass
class Queue:
    cloud: LocalCloud
    name: str = field(default_factory=lambda: unique("queue"))

    def __post_init__(self) -> None:
        self.url = self.sqs.create_queue(QueueName=self.name)["QueueUrl"]

    @property
    def sqs(self) -> Any:
        return self.cloud.client("sqs")

    @property
    def arn(self) -> str:
        return f"arn:aws:sqs:us-east-1:000000000000:{self.name}"

    def send(self, count: int, body: str, group: str | None) -> None:
        more = {"MessageGroupId": group} if group else {}
        for start in range(0, count, 10):
            entries = [{"Id": str(i), "MessageBody": body, **more} for i in range(min(10, count - start))]
            assert not self.sqs.send_message_batch(QueueUrl=self.url, Entries=entries).get("Failed")

    def receive(self, count: int = 10) -> list[str]:
        bodies: list[str] = []
        while len(bodies) < count and (got := self._once(min(10, count - len(bodies)))):
            bodies += [each["Body"] for each in got]
        return bodies

    def groups(self) -> list[str | None]:
        return [each.get("Attributes", {}).get("MessageGroupId") for each in self._once(10)]

    def allow(self, rule: str) -> None:
        statement = {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage"}
        condition = {"ArnLike": {"aws:SourceArn": f"arn:aws:events:us-east-1:000000000000:rule/{rule}"}}
        text = policy({**statement, "Resource": self.arn, "Condition": condition})
        self.sqs.set_queue_attributes(QueueUrl=self.url, Attributes={"Policy": text})

    def _once(self, most: int) -> list[dict[str, Any]]:
        answer = self.sqs.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=most, VisibilityTimeout=600, MessageSystemAttributeNames=["All"]
        )
        found: list[dict[str, Any]] = answer.get("Messages", [])
        return found


@pytest.fixture
def queue(cloud: LocalCloud) -> Queue:
    return Queue(cloud)


def test_one_message_of_a_quiet_group_goes_before_a_flood(queue: Queue) -> None:
    queue.send(100, "flood", "a")
    assert queue.receive(30) == ["flood"] * 30
    queue.send(1, "quiet", "b")
    assert queue.receive(2) == ["quiet", "flood"]


def test_a_flood_in_no_group_is_taken_in_its_turn(queue: Queue) -> None:
    queue.send(100, "flood", None)
    queue.receive(30)
    queue.send(1, "quiet", None)
    assert queue.receive() == ["flood"] * 10


def test_a_group_with_few_messages_in_flight_is_not_noisy(queue: Queue) -> None:
    queue.send(100, "flood", "a")
    queue.receive(29)
    queue.send(1, "quiet", "b")
    assert queue.receive(1) == ["flood"]


def test_a_flood_alone_is_handed_out_as_ever(queue: Queue) -> None:
    queue.send(60, "flood", "a")
    assert len(queue.receive(60)) == 60


def message(group: str, *, flying: bool = False) -> dict[str, Any]:
    return {"group_id": group, "receive_count": int(flying), "visible_at": 600 if flying else 0}


def test_of_two_floods_the_one_with_fewer_messages_in_flight_comes_first() -> None:
    flying = [message(group, flying=True) for group, count in (("a", 50), ("b", 30)) for _ in range(count)]
    found = in_turn([*flying, message("a"), message("b"), message("c")], {}, 1)
    assert [each["group_id"] for each in found] == ["c", "b", "a"]


def test_a_tenth_of_all_in_flight_is_not_noisy() -> None:
    flying = [message("a", flying=True)] * 30 + [message(f"b{i}", flying=True) for i in range(270)]
    assert [each["group_id"] for each in in_turn([*flying, message("a"), message("c")], {}, 1)] == ["a", "c"]


def test_a_group_is_noisy_until_none_of_its_messages_waits_or_none_was_in_flight_for_five_minutes() -> None:
    noisy: dict[str, float] = {}
    in_turn([*[message("a", flying=True)] * 30, message("a")], noisy, 1)
    assert noisy == {"a": 1}
    in_turn([message("a", flying=True), message("a")], noisy, 2)
    in_turn([message("a")], noisy, 301)
    assert noisy == {"a": 2}
    in_turn([message("a")], noisy, 302)
    assert noisy == {}
    in_turn([message("b")], again := {"a": 2.0}, 3)
    assert again == {}


def told(queue: Queue, rule: str, **target: Any) -> None:
    """Make a rule that sends to the queue, and an event that it hears."""
    events, source = queue.cloud.client("events"), unique("source")
    events.put_rule(Name=rule, EventPattern=json.dumps({"source": [source]}))
    events.put_targets(Rule=rule, Targets=[{"Id": "queue", "Arn": queue.arn, **target}])
    events.put_events(Entries=[{"Source": source, "DetailType": "x", "Detail": "{}"}])


def test_a_rule_puts_its_events_into_the_group_of_its_target(queue: Queue) -> None:
    queue.allow("landed-*")
    told(queue, unique("landed"), SqsParameters={"MessageGroupId": "east"})
    assert queue.groups() == ["east"]


def test_a_rule_that_names_no_group_puts_them_into_none(queue: Queue) -> None:
    queue.allow("landed-*")
    told(queue, unique("landed"))
    assert queue.groups() == [None]


def test_a_rule_of_another_name_than_the_queues_policy_says_reaches_it_not(queue: Queue) -> None:
    queue.allow("landed-*")
    told(queue, unique("other"), SqsParameters={"MessageGroupId": "east"})
    assert queue.groups() == []


def test_no_rule_reaches_a_queue_without_a_policy(queue: Queue) -> None:
    told(queue, unique("landed"))
    assert queue.groups() == []
