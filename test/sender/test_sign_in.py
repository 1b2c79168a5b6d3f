"""Ways to sign in to PI Web API, and that no secret is told anywhere."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3
from airlock_sender.clock import now_of
from airlock_sender.credentials import SecretReference
from airlock_sender.init import settings_text
from airlock_sender.negotiate import Negotiate, NegotiateError
from airlock_sender.pi import Pi
from airlock_sender.settings import SettingsError, negotiated
from airlock_sender.web import PiSignInError, Web
from sender_plant import NOON, PiServer

SECRET = "öffne-dich-1"
CLOUD = 'endpoint_url = "https://127.0.0.1:9"'
USER = "PLANT\\airlock"


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("users") / "users"
    file.write_text(f"PLANT:airlock:{SECRET}\n", encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def server(users: Path) -> Iterator[PiServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTLM_USER_FILE", str(users))
        server = PiServer("--source", "cases", "--now", NOON, "--ntlm", "--user", f"{USER}:{SECRET}")
    yield server
    server.end()


@pytest.fixture
def secret(tmp_path: Path) -> SecretReference:
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    return SecretReference("file", str(tmp_path / "secret"))


signed_in: list[str] = []


class Counted(Negotiate):
    """Counts the times that it signs in."""

    def sign_in(self, host: str, refused: Any, ask: Any) -> Any:  # noqa: ANN401
        signed_in.append(host)
        return super().sign_in(host, refused, ask)


def test_by_ntlm_one_sign_in_holds_for_the_connection_and_a_new_one_signs_in_again(
    server: PiServer, secret: SecretReference
) -> None:
    signing_in = Counted("ntlm", USER, secret)
    pi = Pi(Web(server.url, signing_in))
    first = now_of(pi)
    assert now_of(pi) == first
    assert list(pi.batch([("dataservers", ())], len))
    assert len(signed_in) == 1
    pi.web.close()
    assert now_of(pi) == first
    assert len(signed_in) == 2
    pi.web.close()


def test_a_wrong_password_is_asked_for_once(server: PiServer, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("sesam")
    pi = Pi(Web(server.url, Negotiate("ntlm", USER, SecretReference("file", str(tmp_path / "wrong")))))
    with pytest.raises(PiSignInError, match=r"got 401: .* it offers Negotiate, NTLM, Basic"):
        now_of(pi)
    pi.web.close()


def test_a_server_without_a_way_to_prove_itself_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unproved:
        complete = False

        def step(self, _: bytes | None) -> bytes:
            return b"token"

    monkeypatch.setattr(Negotiate, "_context", lambda *_: Unproved())
    refused = urllib3.HTTPResponse(status=401, headers={"WWW-Authenticate": "Negotiate"})
    with pytest.raises(NegotiateError, match="got no proof of the server"):
        Negotiate("kerberos").sign_in("pi", refused, lambda _: urllib3.HTTPResponse(status=200))


def test_without_kerberos_on_this_machine_it_says_so(server: PiServer) -> None:
    pi = Pi(Web(server.url, Negotiate("kerberos")))
    with pytest.raises(PiSignInError, match=r"kerberos: .*gssapi"):
        now_of(pi)
    pi.web.close()


def test_without_the_package_the_settings_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("airlock_sender.settings.find_spec", lambda _: None)
    with pytest.raises(SettingsError, match="got 'ntlm', wanted pyspnego for it"):
        negotiated("ntlm", None, None)


@pytest.mark.parametrize("auth", ['auth = "ntlm"', ""])
def test_no_secret_is_in_a_log_line_an_argument_or_a_file_of_a_run(
    auth: str, server: PiServer, secret: SecretReference, tmp_path: Path
) -> None:
    lines = settings_text(server.url, {"user": USER, "password": {"file": secret.place}}, r"\\CASEAF\Cases\All")
    lines = lines.replace("[pi]", f"[pi]\n{auth}", 1).replace('# endpoint_url = "https://127.0.0.1:4566"', CLOUD)
    (tmp_path / "sender.toml").write_text(lines, encoding="utf-8")
    words = [sys.executable, "-m", "airlock_sender", "run", "--once", "--settings", str(tmp_path / "sender.toml")]
    keys = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret-of-aws"}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env={**os.environ, **keys}, stdout=pipe, stderr=pipe) as run:
        listed = Path(f"/proc/{run.pid}/cmdline").read_bytes()
        told = b"".join(run.communicate())
    assert b"tags-found" in told
    files = [path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()]
    for hidden in (SECRET, base64.b64encode(f"{USER}:{SECRET}".encode()).decode(), "secret-of-aws"):
        assert not [text for text in (listed, told, *files) if hidden.encode() in text]
