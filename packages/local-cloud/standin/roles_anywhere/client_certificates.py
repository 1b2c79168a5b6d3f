"""An authority on this machine, and a client certificate of it for each name: `FOLDER NAME=COMMON_NAME …`.

In ca.pem and ca.key lie the authority's certificate and key, in <name>.pem and <name>.key those of a client.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from standin.server.certificates import Issued, authority, issue, pem, write_key


def ensure_certificates(folder: Path, common_names: Mapping[str, str]) -> None:
    """Make what is missing, or has another common name; the authority stays as long as it is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "ca.pem").exists():
        _write(folder, "ca", authority("Local clients"))
    ca = _read(folder, "ca")
    for name, common_name in common_names.items():
        if _common_name(folder / f"{name}.pem") != common_name:
            _write(folder, name, issue(ca, common_name, ExtendedKeyUsageOID.CLIENT_AUTH))


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
    ensure_certificates(Path(sys.argv[1]), dict(word.split("=", 1) for word in sys.argv[2:]))
