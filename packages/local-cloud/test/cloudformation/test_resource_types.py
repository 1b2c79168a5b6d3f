"""The entries of resource types: each names functions that are there, and none says two things of one property."""

from __future__ import annotations

import importlib
import tomllib
from importlib.resources import files
from pkgutil import iter_modules, resolve_name

import pytest
from conformance import readers
from resource_types import TYPES, ResourceType

REFERENCES = [
    (name, reference)
    for name, declared in TYPES.items()
    for reference in (declared.adds, declared.replaces, declared.read, *declared.then)
    if reference
]


@pytest.mark.parametrize(("name", "reference"), REFERENCES, ids=lambda each: str(each))
def test_what_an_entry_names_is_there(name: str, reference: str) -> None:
    assert resolve_name(reference)


@pytest.mark.parametrize("declared", TYPES.values(), ids=list(TYPES))
def test_a_property_is_applied_or_not(declared: ResourceType) -> None:
    assert not set(declared.applied) & set(declared.not_applied)
    assert not set(declared.unset) & set(declared.defaults)


@pytest.mark.parametrize("declared", [each for each in TYPES.values() if each.read], ids=lambda each: str(each.read))
def test_what_is_read_back_can_be_in_a_template(declared: ResourceType) -> None:
    known = {path.split(".")[0] for path in declared.properties}
    assert known == {"*"} or {*declared.unset, *declared.defaults, *declared.not_told} <= known


def test_a_type_has_one_handler() -> None:
    assert not [name for name, declared in TYPES.items() if declared.adds and declared.replaces]


def test_no_type_stands_in_two_files() -> None:
    texts = [file.read_text() for file in files("resource_types").iterdir() if file.name.endswith(".toml")]
    assert sum(len(tomllib.loads(text)) for text in texts) == len(TYPES)


def test_every_reader_reads_some_type() -> None:
    read = {declared.read for declared in TYPES.values()}
    modules = [importlib.import_module(f"conformance.readers.{each.name}") for each in iter_modules(readers.__path__)]
    found = {f"{each.__name__}:{name}" for each in modules for name in vars(each) if name.startswith("read_")}
    assert {each for each in found if resolve_name(each).__module__ == each.partition(":")[0]} <= read
