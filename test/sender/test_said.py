"""Everything that the sender can say has a row in said.csv, and every row is of something that it says."""

from __future__ import annotations

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import airlock_sender
from airlock_sender.said import advice, said
from airlock_sender.web import PiError, PiRefusedError, PiTimeoutError

FOLDER = Path(airlock_sender.__file__).parent
TREES = {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")}
INSIDE = {"ArgumentTypeError", "AssertionError"}
"""argparse's own, and what cannot happen."""


def rows(kind: str) -> list[str]:
    return [row.says for row in said() if row.kind == kind]


def calls() -> Iterator[tuple[str, ast.Call]]:
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


def words_of(node: ast.expr) -> str:
    """The words of a message, with … for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(value) for value in node.values)
    return "…"


def errors() -> dict[str, set[str]]:
    """Messages by the class of the error. `fault` makes one of the settings."""
    found = defaultdict(set)
    for name, call in calls():
        if name.endswith("Error") and call.args and name not in (*INSIDE, *dir(builtins)):
            found[name] |= {words_of(arg) for arg in call.args}
        elif name == "fault":
            found["SettingsError"].add("wanted " + words_of(call.args[-1]))
    return found


def test_every_event_of_a_log_line_has_a_row_and_no_other() -> None:
    told = [call.args[0] for name, call in calls() if name in ("log", "_log") and call.args]
    assert all(isinstance(event, ast.Constant) for event in told), "an event is a literal, so that it can be looked up"
    assert {words_of(event) for event in told} == set(rows("event"))


def test_every_exit_code_has_a_row_and_no_other() -> None:
    functions = [node for name in ("cli", "check", "run") for node in ast.walk(TREES[name]) if gives_a_code(node)]
    returned = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.Return)]
    numbers = [node for each in returned for node in ast.walk(each) if isinstance(node, ast.Constant)]
    assert {str(node.value) for node in numbers if type(node.value) is int} == set(rows("exit"))


def gives_a_code(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id == "int"


def test_every_error_has_a_row_of_its_class() -> None:
    kinds = {row.kind for row in said()} - {"event", "exit"}
    assert set(errors()) | {"TooMuchError"} == kinds


def test_every_message_of_an_error_has_a_row() -> None:
    without = [
        (kind, words)
        for kind, messages in errors().items()
        for words in messages
        if words.strip("…: ") and not any(row.fits(words) for row in said() if row.kind in above(kind))
    ]
    assert without == []


def above(kind: str) -> set[str]:
    """An error's class, and those that it is one of."""
    for name in TREES:
        found = (
            None
            if name in ("windows_service", "__main__")
            else getattr(import_module(f"airlock_sender.{name}"), kind, None)
        )
        if isinstance(found, type):
            return {each.__name__ for each in found.__mro__}
    raise AssertionError(kind)


OF_OTHERS = {
    "NoCredentialsError",
    "ProfileNotFound",
    "CredentialRetrievalError",
    "FileNotFoundError",
    "SSLError",
    "AccessDenied",
    '"StatusCode": 403',
    "Connect",
}
"""Words of botocore, S3 and PI Web API that a message holds."""


def test_every_row_of_an_error_is_said_somewhere() -> None:
    texts = [words_of(node) for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.expr)]
    told = {row.says for row in said() if row.kind not in ("event", "exit")} - OF_OTHERS
    # A status is filled in.
    assert [says for says in told if not any(re.sub(r"got \d+", "got …", says) in text for text in texts)] == []


def test_the_advice_is_that_of_the_nearest_class_whose_words_fit() -> None:
    assert "may read the AF database" in advice(PiRefusedError(403, "x: got 403: no"))
    assert "firewall" in advice(PiTimeoutError("GET x: no answer in time"))
    assert "`ca_file`" in advice(PiError("x: the certificate does not hold: y"))
    assert advice(ValueError("x")) == ""
