"""Certificates of local clients: made once, and again for another common name."""

from __future__ import annotations

import stat
from pathlib import Path

from cryptography import x509
from standin.roles_anywhere.client_certificates import ensure_certificates

NAMES = {"east": "east sender"}


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_each_sender_has_a_certificate_of_its_name_from_the_authority(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "ca", NAMES)
    certificate, authority = _certificate(tmp_path / "ca" / "east.pem"), _certificate(tmp_path / "ca" / "ca.pem")
    certificate.verify_directly_issued_by(authority)
    assert certificate.subject.rfc4514_string() == "CN=east sender"
    assert sorted(path.name for path in (tmp_path / "ca").iterdir()) == ["ca.key", "ca.pem", "east.key", "east.pem"]


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "ca", NAMES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "ca").glob("*.key")} == {0o600}


def test_nothing_is_made_anew_that_is_there(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "ca", NAMES)
    before = {path: path.read_bytes() for path in (tmp_path / "ca").iterdir()}
    ensure_certificates(tmp_path / "ca", NAMES)
    assert {path: path.read_bytes() for path in (tmp_path / "ca").iterdir()} == before


def test_another_common_name_is_another_certificate_of_the_same_authority(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "ca", NAMES)
    authority = (tmp_path / "ca" / "ca.pem").read_bytes()
    ensure_certificates(tmp_path / "ca", {"east": "east sender 2"})
    assert _certificate(tmp_path / "ca" / "east.pem").subject.rfc4514_string() == "CN=east sender 2"
    assert (tmp_path / "ca" / "ca.pem").read_bytes() == authority
