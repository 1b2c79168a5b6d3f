from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from airlock_sender.credentials import Basic, SecretError, SecretReference
from airlock_sender.init import settings_text
from airlock_sender.settings import (
    CloudSettings,
    PiSettings,
    Settings,
    SettingsError,
    StreamSettings,
    ViewSettings,
    read_settings,
    settings_of,
)

VIEW = {"name": "reactor", "start": "2024-01-01T00:00:00Z", "root": r"\\AF\Plant"}
STREAM = {"name": "airlock-prod-my-site", "view": "reactor", "attributes": ["Temp*"]}
GOOD: Mapping[str, Any] = {
    "pi": {"url": "https://pi.plant.example/piwebapi"},
    "cloud": {"site": "my-site", "bucket": "landing", "region": "us-east-1"},
    "view": [VIEW],
}
WRITTEN = settings_text("https://pi/piwebapi", {}, r"\\AF\Plant")


def read(**more: Any) -> Settings:  # noqa: ANN401
    told = {**GOOD, **more}
    return settings_of(told, Path())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"pi": {"url": "http://pi.plant.example/piwebapi"}}, "pi.url: got 'http://pi.plant.example/piwebapi', wanted https"),
        ({"pi": {"url": "https://pi/piwebapi", "user": "a", "password": "geheim"}}, "pi.password: wanted a reference"),
        ({"pi": {"url": "https://pi/piwebapi", "user": "a"}}, "pi.password: wanted a reference"),
        ({"pi": {"url": "https://pi/piwebapi", "bearer": {"vault": "x"}}}, "pi.bearer: wanted a reference"),
        ({"cloud": {**GOOD["cloud"], "site": "My Site"}}, "cloud.site: got 'My Site', wanted 3 to 32 of"),
        ({"cloud": {"site": "my-site", "bucket": "landing"}}, "cloud.region: got nothing, wanted a text"),
        ({"cloud": {**GOOD["cloud"], "regoin": "x"}}, "cloud.regoin: got a setting that nobody knows"),
        ({"view": []}, "view: got [], wanted one [[view]] at least"),
        ({"view": [VIEW, VIEW]}, "view: got 'reactor' twice"),
        ({"view": [{**VIEW, "name": "_tags"}]}, "view 1: name: got '_tags', wanted"),
        ({"view": [{**VIEW, "start": "2024-01-01"}]}, "view 1: start: got '2024-01-01', wanted a moment"),
        ({"view": [{**VIEW, "points": [r"\\DA\x"]}]}, "wanted exactly one of root, points and file"),
        ({"view": [{**VIEW, "root": "Plant"}]}, "wanted an AF path"),
        ({"pi": {**GOOD["pi"], "ca_file": "gone.pem"}}, "ca_file: got 'gone.pem', wanted a file that is there"),
        ({"cloud": {**GOOD["cloud"], "aws_config": "gone.ini"}}, "aws_config: got 'gone.ini', wanted a file that is"),
        ({"stream": {"name": "s", "view": "kiln", "attributes": ["*"]}}, "stream.view: got 'kiln', wanted one of ['reactor']"),
        ({"stream": {"name": "s", "view": "reactor"}}, "stream.attributes: got nothing, wanted names of attributes"),
        ({"stream": STREAM, "view": [{**VIEW, "restates": True}]}, "stream.view: got 'reactor', wanted one that does not restate"),
        ({"every_s": True}, "every_s: got True, wanted a whole number of at least 1"),
        ({"evry_s": 1}, "evry_s: got a setting that nobody knows"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_was_got_and_wanted(more: Mapping[str, Any], says: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(says)):
        read(**more)


def test_a_secret_that_stands_in_the_settings_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as refusal:
        read(pi={"url": "https://pi/piwebapi", "user": "a", "password": "geheim"})
    assert "geheim" not in str(refusal.value)


def test_a_secret_is_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"\xef\xbb\xbfgeheim\r\n")
    auth = Basic("a", SecretReference("file", str(tmp_path / "secret")))
    assert auth.password.read() == "geheim"
    assert "geheim" not in repr(auth)


def test_a_secret_that_is_not_there_is_named() -> None:
    with pytest.raises(SecretError, match="env AIRLOCK_NOT_SET: got no secret"):
        SecretReference("env", "AIRLOCK_NOT_SET").read()


def test_what_init_writes_is_read_and_names_every_option(tmp_path: Path) -> None:
    file = tmp_path / "with blanks.toml"
    text = WRITTEN
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_settings(file).views[0].root == r"\\AF\Plant"
    written = {"pi": "pi", "cloud": "cloud", "views": "[view]", "auth": "bearer", "spool_bytes": "spool_mb"}
    for kind in (Settings, PiSettings, CloudSettings, ViewSettings, StreamSettings):
        for name in kind._fields:
            assert written.get(name, name) in text, name


@pytest.mark.parametrize("root", [r"\\AF\Plant", '\\\\AF\\Plant\'s "new" one'])
def test_a_root_is_read_as_init_found_it(root: str, tmp_path: Path) -> None:
    (tmp_path / "sender.toml").write_text(settings_text("https://pi/piwebapi", {}, root), encoding="utf-8")
    assert read_settings(tmp_path / "sender.toml").views[0].root == root


@pytest.mark.parametrize("shown", [line for line in WRITTEN.splitlines() if line.startswith("# ") and " = " in line])
def test_each_option_of_init_may_be_taken_out_of_its_comment(shown: str, tmp_path: Path) -> None:
    text = WRITTEN
    for file in ("plant-ca.pem", "cloud-ca.pem", "aws.ini"):
        (tmp_path / file).touch()
    more = shown.removeprefix("# ")
    pairs = {"user": 'password = { env = "X" }', "password": 'user = "a"'}
    name = more.split(" ")[0]
    alone = {"points", "file"} & {name}
    text = text.replace(shown, "\n".join([more, pairs.get(name, "")]))
    text = "\n".join(each for each in text.splitlines() if not (alone and each.startswith("root")))
    (tmp_path / "sender.toml").write_text(text, encoding="utf-8")
    read_settings(tmp_path / "sender.toml")


def test_files_lie_beside_the_settings_whatever_folder_a_service_runs_in(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    pi = {**GOOD["pi"], "ca_file": "ca.pem", "user": "a", "password": {"file": "secret"}}
    settings = settings_of({**GOOD, "pi": pi}, tmp_path)
    assert settings.pi.ca_file == str(tmp_path / "ca.pem")
    assert settings.pi.auth == Basic("a", SecretReference("file", str(tmp_path / "secret")))
