"""Authorities and certificates of a plant, made for a test."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
DAY = datetime.timedelta(days=1)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Holder:
    """A certificate with the key that belongs to it."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def write(self, folder: Path) -> tuple[Path, Path]:
        """The files of certificate and key."""
        folder.mkdir(parents=True)
        kind = (
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        (folder / "plant.pem").write_text(self.pem)
        (folder / "plant.key").write_bytes(self.key.private_bytes(*kind))
        return folder / "plant.pem", folder / "plant.key"


def authority(name: str = "Plant CA", *, above: Holder | None = None, path_length: int | None = None) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    constraints = x509.BasicConstraints(ca=True, path_length=path_length)
    return _signed(_named(name), key, above, constraints, _usage(authority=True))


def plant(
    issuer: Holder,
    name: str = "north",
    *,
    key: Key | None = None,
    until: datetime.datetime = NOW + DAY,
    signs: bool = True,
    is_authority: bool = False,
) -> Holder:
    """A certificate for a site; `signs` is whether it may be used for digital signatures."""
    constraints = x509.BasicConstraints(ca=is_authority, path_length=None)
    own = key or ec.generate_private_key(ec.SECP256R1())
    return _signed(_named(name), own, issuer, constraints, _usage(signs=signs), until)


def revocations(issuer: Holder, *revoked: Holder) -> str:
    """A revocation list in PEM."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(NOW - DAY).next_update(NOW + DAY)
    for each in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(each.certificate.serial_number).revocation_date(NOW)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def _signed(
    subject: x509.Name,
    key: Key,
    issuer: Holder | None,
    constraints: x509.BasicConstraints,
    usage: x509.KeyUsage,
    until: datetime.datetime = NOW + DAY,
) -> Holder:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 2 * DAY)
        .not_valid_after(until)
        .add_extension(constraints, critical=True)
        .add_extension(usage, critical=True)
    )
    return Holder(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _named(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Plant"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    )


def _usage(*, authority: bool = False, signs: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not authority,
        content_commitment=False,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
