"""Certificates under a trust anchor, and what they tell of their holders."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa

_Extension = TypeVar("_Extension", bound=x509.ExtensionType)

_LONGEST_PATH = 5
_HASHES = ("sha256", "sha384", "sha512")


class CertificateError(Exception):
    """Why a certificate is not accepted."""


def read_bundle(pem: str) -> list[x509.Certificate]:
    """The certificates of a trust anchor; `CertificateError` unless each is that of an authority."""
    try:
        bundle: list[x509.Certificate] = x509.load_pem_x509_certificates(pem.encode())
    except ValueError as error:
        raise CertificateError(f"the bundle cannot be read: {error}") from error
    for each in bundle:
        if not _is_authority(each, below=0):
            raise CertificateError(f"{_name(each)} is not an authority's: wanted basic constraints with CA true")
    return bundle


def read_crl(pem: str) -> x509.CertificateRevocationList:
    try:
        return x509.load_pem_x509_crl(pem.encode())
    except ValueError as error:
        raise CertificateError(f"the revocation list cannot be read: {error}") from error


def is_issued_by(crl: x509.CertificateRevocationList, authority: x509.Certificate) -> bool:
    key = authority.public_key()
    # The two kinds of key that IAM Roles Anywhere takes.
    if not isinstance(key, ec.EllipticCurvePublicKey | rsa.RSAPublicKey):
        return False
    return crl.issuer == authority.subject and crl.is_signature_valid(key)


def check(
    leaf: x509.Certificate,
    intermediates: Sequence[x509.Certificate],
    anchors: Sequence[x509.Certificate],
    crls: Sequence[x509.CertificateRevocationList],
    now: datetime.datetime,
) -> None:
    """Fail with the reason unless a path of valid certificates leads from `leaf` to one of the anchors."""
    _check_end_entity(leaf)
    path = _path(leaf, intermediates, anchors)
    for each in path:
        _check_validity(each, now)
    for each, issuer in itertools.pairwise(path):
        for crl in crls:
            revoked = crl.get_revoked_certificate_by_serial_number(each.serial_number)
            if revoked is not None and is_issued_by(crl, issuer):
                raise CertificateError(f"{_name(each)} is revoked")


def tags(leaf: x509.Certificate) -> dict[str, str]:
    """The holder as IAM is told: `x509Subject/CN`, `x509Issuer/O`, `x509SAN/DNS` and the like."""
    return {
        **{f"x509Subject/{name}": value for name, value in _parts(leaf.subject).items()},
        **{f"x509Issuer/{name}": value for name, value in _parts(leaf.issuer).items()},
        **{f"x509SAN/{name}": value for name, value in _alternative_names(leaf).items()},
    }


def _check_end_entity(leaf: x509.Certificate) -> None:
    if leaf.version is not x509.Version.v3:
        raise CertificateError(f"{_name(leaf)} is X.509 {leaf.version.name}, wanted v3")
    constraints = _extension(leaf, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        raise CertificateError(f"{_name(leaf)} is an authority's, wanted an end entity's")
    usage = _extension(leaf, x509.KeyUsage)
    if usage is None or not usage.digital_signature:
        raise CertificateError(f"{_name(leaf)} may not be used for digital signatures")


def _path(
    leaf: x509.Certificate, intermediates: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate]
) -> list[x509.Certificate]:
    path = [leaf]
    while len(path) < _LONGEST_PATH:
        below = len(path) - 1
        anchor = _issuer(path[-1], anchors, below)
        if anchor is not None:
            return [*path, anchor]
        intermediate = _issuer(path[-1], intermediates, below)
        if intermediate is None:
            break
        path.append(intermediate)
    raise CertificateError(
        f"{_name(path[-1])} is not issued by the trust anchor (issuer {path[-1].issuer.rfc4514_string()})"
    )


def _issuer(
    certificate: x509.Certificate, candidates: Iterable[x509.Certificate], below: int
) -> x509.Certificate | None:
    return next((each for each in candidates if _is_authority(each, below) and _signed(each, certificate)), None)


def _signed(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    algorithm = certificate.signature_hash_algorithm
    if algorithm is None or algorithm.name not in _HASHES:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _is_authority(certificate: x509.Certificate, below: int) -> bool:
    """True if it may sign certificates, with `below` authorities between it and the end entity."""
    constraints, usage = _extension(certificate, x509.BasicConstraints), _extension(certificate, x509.KeyUsage)
    if constraints is None or not constraints.ca or (usage is not None and not usage.key_cert_sign):
        return False
    return constraints.path_length is None or constraints.path_length >= below


def _check_validity(certificate: x509.Certificate, now: datetime.datetime) -> None:
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        raise CertificateError(
            f"{_name(certificate)} is valid from {since:%Y-%m-%dT%H:%MZ} to {until:%Y-%m-%dT%H:%MZ} only"
        )


def _extension(certificate: x509.Certificate, kind: type[_Extension]) -> _Extension | None:
    try:
        found: _Extension = certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    return found


def _parts(name: x509.Name) -> Mapping[str, str]:
    """Values of a name by their short names. Several of one kind are joined: none of them passes for the only one."""
    parts: dict[str, list[str]] = {}
    for attribute in name:
        parts.setdefault(attribute.rfc4514_attribute_name, []).append(str(attribute.value))
    return {short: "/".join(values) for short, values in parts.items()}


def _alternative_names(leaf: x509.Certificate) -> dict[str, str]:
    names = _extension(leaf, x509.SubjectAlternativeName)
    if names is None:
        return {}
    found: dict[str, str] = {}
    for kind, short in ((x509.DNSName, "DNS"), (x509.UniformResourceIdentifier, "URI")):
        values = names.get_values_for_type(kind)
        found |= {short: values[0]} if values else {}
    for directory in names.get_values_for_type(x509.DirectoryName)[:1]:
        found |= {f"Name/{part}": value for part, value in _parts(directory).items()}
    return found


def _name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.rfc4514_string())
