"""The certificate authority of the local plant, and the certificate that each sender of config/local.json shows.

In ca.pem and ca.key lie the authority's certificate and key, in <site>.pem and <site>.key those of a site's sender.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from standin.server.certificates import Issued, authority, issue, pem, write_key


def ensure_plant_ca(folder: Path, config: Path) -> None:
    """Make what is missing, or has another name than the configuration says; the authority stays as long as it is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "ca.pem").exists():
        _write(folder, "ca", authority("Airlock local plant"))
    ca = _read(folder, "ca")
    for site, common_name in _senders(config):
        if _common_name(folder / f"{site}.pem") != common_name:
            _write(folder, site, issue(ca, common_name, ExtendedKeyUsageOID.CLIENT_AUTH))


def _senders(config: Path) -> Iterator[tuple[str, str]]:
    for site in json.loads(config.read_text())["sites"]:
        for feeder in site["feeders"]:
            if feeder["profile"] == "sender":
                yield site["id"], feeder["certificate"]["commonName"]


def _write(folder: Path, name: str, issued: Issued) -> None:
    key, certificate = issued
    write_key(folder / f"{name}.key", key)
    # Last: where the certificate is, its key is.
    (folder / f"{name}.pem").write_bytes(pem(certificate))


def _read(folder: Path, name: str) -> Issued:
    key = serialization.load_pem_private_key((folder / f"{name}.key").read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{folder / name}.key: got a {type(key).__name__}, wanted an elliptic curve key")
    return key, x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())


def _common_name(path: Path) -> object:
    if not path.exists():
        return None
    (attribute,) = x509.load_pem_x509_certificate(path.read_bytes()).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return attribute.value


if __name__ == "__main__":
    ensure_plant_ca(Path(sys.argv[1]), Path(sys.argv[2]))
