"""The certificate authority of this machine's local cloud, and the trust that its clients need."""

from __future__ import annotations

import datetime
import ipaddress
import os
import ssl
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_VALID = datetime.timedelta(days=820)  # macOS refuses server certificates of more than 825 days
_SERVER_NAMES = (
    x509.DNSName("localhost"),
    x509.DNSName("*.localhost"),
    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
)

# A private key and its certificate.
Issued = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def ensure_certificates(folder: Path, system_roots: Path | None) -> None:
    """Make, once: ca.pem, server.pem (with its chain), server.key, bundle.pem (system roots and ours).

    bundle.pem comes last: where it is, everything is.
    """
    bundle = folder / "bundle.pem"
    if bundle.exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ca = authority("Local cloud")
    server_key, server = issue(ca, "localhost", ExtendedKeyUsageOID.SERVER_AUTH, _SERVER_NAMES)
    ca_pem = pem(ca[1])
    (folder / "ca.pem").write_bytes(ca_pem)
    (folder / "server.pem").write_bytes(pem(server) + ca_pem)
    write_key(folder / "server.key", server_key)
    roots = system_roots.read_bytes() if system_roots else b""
    unfinished = folder / "bundle.pem.new"
    unfinished.write_bytes(roots.rstrip(b"\n") + b"\n" + ca_pem)
    unfinished.rename(bundle)


def system_roots() -> Path | None:
    """The machine's own root certificates, so that a client given our bundle still trusts the rest of the world."""
    paths = ssl.get_default_verify_paths()
    candidates = [
        os.environ.get("SSL_CERT_FILE"),
        paths.cafile,
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/cert.pem",
    ]
    return next((Path(c) for c in candidates if c and Path(c).is_file()), None)


def authority(common_name: str) -> Issued:
    """A new certificate authority: its key and its certificate, which it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(common_name)
    certificate = (
        _builder(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def issue(by: Issued, common_name: str, usage: x509.ObjectIdentifier, names: Sequence[x509.GeneralName] = ()) -> Issued:
    """A new key and the certificate that the authority gives it, for one extended usage."""
    ca_key, ca = by
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(_name(common_name), ca.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return key, builder.sign(ca_key, hashes.SHA256())


def write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a private key as PEM, for its owner's eyes only."""
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def pem(certificate: x509.Certificate) -> bytes:
    return bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
