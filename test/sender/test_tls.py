"""That PI Web API's certificate is verified, by the authority of the settings, and that nothing switches it off."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from airlock_sender.clock import now_of
from airlock_sender.settings import SettingsError, settings_of
from airlock_sender.start import pi_of
from airlock_sender.web import PiError
from real_door import PYTHON
from sender_plant import PiServer

MAKE = """
import sys
from pathlib import Path
from standin.server.certificates import authority, ensure_certificates, issue, pem, write_key
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
ours, other = Path(sys.argv[1]), Path(sys.argv[1]) / "other"
ca = authority("The plant's own")
(ours / "ca.pem").write_bytes(pem(ca[1]))
for name, host in (("here", "localhost"), ("elsewhere", "piweb.elsewhere.example")):
    key, certificate = issue(ca, host, ExtendedKeyUsageOID.SERVER_AUTH, [x509.DNSName(host)])
    (ours / f"{name}.pem").write_bytes(pem(certificate))
    write_key(ours / f"{name}.key", key)
ensure_certificates(other, None)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run([PYTHON, "-c", MAKE, str(folder)], check=True)
    return folder


def served(folder: Path, name: str) -> Iterator[PiServer]:
    certificate = ["--certificate", str(folder / f"{name}.pem"), "--key", str(folder / f"{name}.key")]
    server = PiServer("--source", "load", "--events", "1", "--points", "1", "--now", "2026-01-02", *certificate)
    yield server
    server.end()


@pytest.fixture(scope="module")
def here(folder: Path) -> Iterator[PiServer]:
    yield from served(folder, "here")


@pytest.fixture(scope="module")
def elsewhere(folder: Path) -> Iterator[PiServer]:
    """Its certificate is of the same authority, for another host."""
    yield from served(folder, "elsewhere")


def ask(server: PiServer, **pi: object) -> int:
    view = {"name": "load", "points": [r"\\LOADDA\LOAD.000"], "start": "2026-01-01T00:00:00Z"}
    cloud = {"site": "mine", "bucket": "landing", "region": "us-east-1"}
    web = pi_of(settings_of({"pi": {"url": server.url, **pi}, "cloud": cloud, "view": [view]}, Path()), lambda _: None)
    return now_of(web)


def test_a_certificate_of_the_authority_that_the_settings_name_holds(here: PiServer, folder: Path) -> None:
    assert ask(here, ca_file=str(folder / "ca.pem")) > 0


@pytest.mark.parametrize("authority", [None, "other/ca.pem"], ids=["the system's", "another"])
def test_a_certificate_of_no_authority_that_is_trusted_is_refused(
    here: PiServer, folder: Path, authority: str | None
) -> None:
    with pytest.raises(PiError, match="certificate verify failed"):
        ask(here, **({"ca_file": str(folder / authority)} if authority else {}))


def test_a_certificate_of_another_host_is_refused(elsewhere: PiServer, folder: Path) -> None:
    with pytest.raises(PiError, match=r"(?i)hostname mismatch"):
        ask(elsewhere, ca_file=str(folder / "ca.pem"))


@pytest.mark.parametrize("name", ["verify", "verify_tls", "insecure", "check_hostname"])
def test_no_setting_switches_it_off(here: PiServer, name: str) -> None:
    with pytest.raises(SettingsError, match=f"pi.{name}: got a setting that nobody knows"):
        ask(here, **{name: False})
