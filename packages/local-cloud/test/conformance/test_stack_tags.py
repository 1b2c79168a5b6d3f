"""That CloudFormation's tags of a stack are wanted on each of its resources that takes tags."""

from __future__ import annotations

import pytest
from conformance.assembly import Properties
from conformance.check import with_stack_tags

OWNER = {"Key": "owner", "Value": "operations"}


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ({"Tags": None}, {"Tags": [OWNER]}),
        ({"Tags": [{"Key": "layer", "Value": "gold"}]}, {"Tags": [{"Key": "layer", "Value": "gold"}, OWNER]}),
        ({"Tags": [{"Key": "owner", "Value": "somebody"}]}, {"Tags": [{"Key": "owner", "Value": "somebody"}]}),
        ({"Path": "/"}, {"Path": "/"}),
    ],
)
def test_a_stacks_tags_are_on_what_takes_tags_but_where_it_has_its_own(
    properties: Properties, wanted: Properties
) -> None:
    assert with_stack_tags(properties, {"owner": "operations"}) == wanted
