"""Tries what an identity must be refused, each time after the owner did it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from tried.case import Case, Place
from tried.cases import GROUPS, Group
from tried.cases.left_out import LEFT_OUT
from tried.clients import Clients
from tried.ground.preparation import Preparation
from tried.judgement import ask
from tried.plan import Identity, Plan
from tried.row import Row

_NO_PLACE = "nothing stands here that it could be tried on"


def try_forbidden(plan: Plan, identity: Identity) -> Iterator[Row]:
    """Every case on every place, then what is left out, with its reason."""
    owner, plant = Clients(plan, plan.owner), Clients(plan, identity.keys)
    with ExitStack() as cleanup:
        preparation = Preparation(owner, plan, identity, cleanup)
        for group in GROUPS:
            if group.concerns(identity):
                yield from _try_group(group, preparation, plant)
    for service, operations in LEFT_OUT.items():
        for operation, reason in operations.items():
            yield Row(identity.name, service, operation, "", "refused", "not tried", "not tried", reason)


def _try_group(group: Group, preparation: Preparation, plant: Clients) -> Iterator[Row]:
    places = group.places(preparation)
    for case in group.cases:
        for place in places:
            yield _try_case(group.service, case, place, preparation, plant)
        if not places:
            at = (preparation.identity.name, group.service, case.name, "")
            yield Row(*at, "refused", "not tried", "not tried", _NO_PLACE)


def _try_case(service: str, case: Case[Place], place: Place, preparation: Preparation, plant: Clients) -> Row:
    identity = preparation.identity
    row = partial(Row, identity.name, service, case.name, place.target, "refused")
    if set(case.actions) <= identity.opened:
        return row("not tried", "not tried", f"opened by the configuration: {', '.join(case.actions)}")
    owner = ask(preparation.owner, case.send, place)
    if owner.verdict == "not implemented":
        return row(owner.verdict, "not tried", f"the local cloud has no such operation: {owner.words}")
    answer = ask(plant, case.send, place)
    words = answer.words if owner.verdict == "accepted" else f"{answer.words}; its owner got {owner.words}"
    return row(owner.verdict, answer.verdict, words)
