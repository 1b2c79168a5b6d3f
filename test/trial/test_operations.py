"""That no operation that reads is forgotten, whatever boto3 knows tomorrow."""

from __future__ import annotations

import pytest
from conftest import REFERENCE
from operations import CLIENTS, reading_operations, service_reference
from tried.cases import GROUPS, READS
from tried.cases.left_out import LEFT_OUT


def tried_operations(client: str) -> set[str]:
    return {case.operation for group in READS if group.service == client for case in group.cases}


@pytest.mark.parametrize("client", CLIENTS)
def test_every_operation_that_reads_is_tried_or_left_out_by_name(client: str) -> None:
    reading = reading_operations(client, service_reference(REFERENCE, CLIENTS[client]))
    assert tried_operations(client) | set(LEFT_OUT[client]) == reading


@pytest.mark.parametrize("client", CLIENTS)
def test_what_is_left_out_is_not_tried_as_well(client: str) -> None:
    assert not tried_operations(client) & set(LEFT_OUT[client])


@pytest.mark.parametrize("client", CLIENTS)
def test_every_action_that_a_case_needs_is_one_that_aws_has(client: str) -> None:
    service = CLIENTS[client]
    known = {f"{service}:{action['name']}" for action in service_reference(REFERENCE, service).values()}
    needed = {action for group in GROUPS if group.service == client for case in group.cases for action in case.actions}
    assert needed <= known
