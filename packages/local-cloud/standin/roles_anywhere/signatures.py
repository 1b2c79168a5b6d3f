"""The signature of a CreateSession request: Signature Version 4, made with the private key of a certificate."""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

SERVICE = "rolesanywhere"
RSA, ECDSA = "AWS4-X509-RSA-SHA256", "AWS4-X509-ECDSA-SHA256"
TIME_FORMAT = "%Y%m%dT%H%M%SZ"

_SKEW = datetime.timedelta(minutes=5)
_ALWAYS_SIGNED = frozenset({"host", "x-amz-date", "x-amz-x509"})
_AUTHORIZATION = re.compile(
    r"(?P<algorithm>AWS4-X509-[A-Z]+-SHA256) Credential=(?P<serial>\d+)/(?P<scope>[^,\s]+),\s*"
    r"SignedHeaders=(?P<headers>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]+)"
)

PrivateKey: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class SignatureError(Exception):
    """The request does not prove that its sender holds the certificate's key."""


@dataclass(frozen=True)
class SignedRequest:
    """A request as it arrived; header names in lower case, `query` without percent-encoding."""

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes


def signer_of(request: SignedRequest, now: datetime.datetime) -> x509.Certificate:
    """The certificate whose key signed the request; whether that certificate is worth anything is another question."""
    match = _AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
    if match is None:
        raise SignatureError("Authorization is not one of a certificate")
    (certificate,) = certificates_in(request.headers.get("x-amz-x509", ""))
    if int(match["serial"]) != certificate.serial_number:
        raise SignatureError("Credential names another serial number than that of the certificate")
    signed = match["headers"].split(";")
    if missing := sorted(_ALWAYS_SIGNED - set(signed)):
        raise SignatureError(f"not signed: {', '.join(missing)}")
    at = request.headers.get("x-amz-date", "")
    _assert_recent(at, match["scope"], now)
    text = string_to_sign(match["algorithm"], at, match["scope"], canonical_request(request, signed))
    _verify(certificate, match["algorithm"], bytes.fromhex(match["signature"]), text.encode())
    return certificate


def certificates_in(header: str) -> list[x509.Certificate]:
    """Certificates of X-Amz-X509 or X-Amz-X509-Chain: DER in base64, by commas."""
    try:
        return [x509.load_der_x509_certificate(base64.b64decode(each, validate=True)) for each in header.split(",")]
    except (binascii.Error, ValueError) as error:
        raise SignatureError(f"a certificate in the request cannot be read: {error}") from error


def canonical_request(request: SignedRequest, signed: Sequence[str]) -> str:
    query = sorted((_encoded(name), _encoded(value)) for name, value in request.query)
    headers = [f"{name}:{' '.join(request.headers.get(name, '').split())}\n" for name in signed]
    return "\n".join(
        [
            request.method,
            quote(request.path, safe="/-_.~"),
            "&".join(f"{name}={value}" for name, value in query),
            "".join(headers),
            ";".join(signed),
            hashlib.sha256(request.body).hexdigest(),
        ]
    )


def string_to_sign(algorithm: str, at: str, scope: str, canonical: str) -> str:
    return "\n".join([algorithm, at, scope, hashlib.sha256(canonical.encode()).hexdigest()])


def authorization(request: SignedRequest, key: PrivateKey, serial: int, region: str) -> str:
    """The Authorization header that proves possession of `key`; all headers of the request are signed."""
    algorithm, at = RSA if isinstance(key, rsa.RSAPrivateKey) else ECDSA, request.headers["x-amz-date"]
    scope, signed = f"{at[:8]}/{region}/{SERVICE}/aws4_request", sorted(request.headers)
    text = string_to_sign(algorithm, at, scope, canonical_request(request, signed)).encode()
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    else:
        signature = key.sign(text, ec.ECDSA(hashes.SHA256()))
    headers = ";".join(signed)
    return f"{algorithm} Credential={serial}/{scope}, SignedHeaders={headers}, Signature={signature.hex()}"


def _assert_recent(at: str, scope: str, now: datetime.datetime) -> None:
    try:
        signed_at = datetime.datetime.strptime(at, TIME_FORMAT).replace(tzinfo=datetime.UTC)
    except ValueError as error:
        raise SignatureError(f"X-Amz-Date is {at!r}, wanted YYYYMMDDTHHMMSSZ") from error
    date, _, rest = scope.partition("/")
    if date != at[:8] or not re.fullmatch(rf"[a-z0-9-]+/{SERVICE}/aws4_request", rest):
        raise SignatureError(f"the scope is {scope}, wanted {at[:8]}/<region>/{SERVICE}/aws4_request")
    if abs(now - signed_at) > _SKEW:
        raise SignatureError(f"signed at {at}, which is more than 5 minutes from now ({now.strftime(TIME_FORMAT)})")


def _verify(certificate: x509.Certificate, algorithm: str, signature: bytes, text: bytes) -> None:
    key = certificate.public_key()
    try:
        if algorithm == RSA and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
        elif algorithm == ECDSA and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, text, ec.ECDSA(hashes.SHA256()))
        else:
            raise SignatureError(f"{algorithm} does not fit the certificate's key")
    except InvalidSignature as error:
        raise SignatureError("the signature is not that of the certificate's key") from error


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
