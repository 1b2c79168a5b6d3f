"""That the local cloud asks for the rights that AWS asks for: else a refusal there would say nothing of AWS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from conftest import identity
from standin.testing.local_cloud import LocalCloud
from tried.case import Case, Place
from tried.cases import GROUPS, Group
from tried.clients import Clients
from tried.ground.preparation import Preparation
from tried.judgement import ask
from tried.plan import Plan


@pytest.mark.parametrize("number", range(len(GROUPS)))
def test_a_case_needs_exactly_the_actions_that_aws_names(cloud: LocalCloud, plan: Plan, number: int) -> None:
    group = GROUPS[number]
    nobody, owner = identity(cloud, allow("s3:ListAllMyBuckets")), Clients(plan, plan.owner)
    with ExitStack() as cleanup:
        [place, *_] = group.places(Preparation(owner, plan, nobody, cleanup))
        wrong = [line for case in group.cases for line in differences(cloud, plan, owner, group, case, place)]
    assert wrong == []


def differences(
    cloud: LocalCloud, plan: Plan, owner: Clients, group: Group, case: Case[Place], place: Place
) -> Iterator[str]:
    if ask(owner, case.send, place).verdict == "not implemented":
        return
    words = f"{group.service} {case.name}"
    answer = ask(user(cloud, plan, allow(*case.actions)), case.send, place)
    if answer.verdict != "accepted":
        yield f"{words}: got {answer} with {case.actions}"
    for action in case.actions:
        without = {"Effect": "Deny", "Action": action, "Resource": "*"}
        answer = ask(user(cloud, plan, allow("*"), without), case.send, place)
        if answer.verdict != "refused":
            yield f"{words}: got {answer} without {action}"


def user(cloud: LocalCloud, plan: Plan, *statements: dict[str, object]) -> Clients:
    return Clients(plan, cloud.user(*statements))


def allow(*actions: str) -> dict[str, object]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
