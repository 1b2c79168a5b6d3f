"""The local plant's certificates: made once, and again where the configuration names another subject."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from cryptography import x509
from plant_ca import ensure_plant_ca


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return _configure(tmp_path / "local.json", "east sender")


def _configure(path: Path, common_name: str) -> Path:
    sender = {"profile": "sender", "certificate": {"commonName": common_name}}
    sites = [{"id": "east", "feeders": [sender]}, {"id": "north", "feeders": [{"profile": "pi-integrator"}]}]
    path.write_text(json.dumps({"sites": sites}))
    return path


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_each_sender_has_a_certificate_of_its_name_from_the_authority(tmp_path: Path, config: Path) -> None:
    ensure_plant_ca(tmp_path / "ca", config)
    certificate, authority = _certificate(tmp_path / "ca" / "east.pem"), _certificate(tmp_path / "ca" / "ca.pem")
    certificate.verify_directly_issued_by(authority)
    assert certificate.subject.rfc4514_string() == "CN=east sender"
    assert sorted(path.name for path in (tmp_path / "ca").iterdir()) == ["ca.key", "ca.pem", "east.key", "east.pem"]


def test_keys_are_for_their_owner_alone(tmp_path: Path, config: Path) -> None:
    ensure_plant_ca(tmp_path / "ca", config)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "ca").glob("*.key")} == {0o600}


def test_nothing_is_made_anew_that_is_there(tmp_path: Path, config: Path) -> None:
    ensure_plant_ca(tmp_path / "ca", config)
    before = {path: path.read_bytes() for path in (tmp_path / "ca").iterdir()}
    ensure_plant_ca(tmp_path / "ca", config)
    assert {path: path.read_bytes() for path in (tmp_path / "ca").iterdir()} == before


def test_another_common_name_is_another_certificate_of_the_same_authority(tmp_path: Path, config: Path) -> None:
    ensure_plant_ca(tmp_path / "ca", config)
    authority = (tmp_path / "ca" / "ca.pem").read_bytes()
    ensure_plant_ca(tmp_path / "ca", _configure(config, "east sender 2"))
    assert _certificate(tmp_path / "ca" / "east.pem").subject.rfc4514_string() == "CN=east sender 2"
    assert (tmp_path / "ca" / "ca.pem").read_bytes() == authority
