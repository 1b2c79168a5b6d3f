"""Certificates and signatures that IAM Roles Anywhere takes, before it looks at any role."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from plant_certificates import DAY, NOW, Holder, authority, plant, revocations
from standin.roles_anywhere import certificates, signatures
from standin.roles_anywhere.certificates import CertificateError
from standin.roles_anywhere.signatures import SignatureError, SignedRequest

ROOT = authority()
MIDDLE = authority("Site CA", above=ROOT)
RECORDED = json.loads((Path(__file__).parent / "recorded_create_session.json").read_text())


def check(leaf: Holder, *between: Holder, anchor: Holder = ROOT, crl: str | None = None) -> None:
    crls = [certificates.read_crl(crl)] if crl else []
    chain = [each.certificate for each in between]
    certificates.check(leaf.certificate, chain, [anchor.certificate], crls, NOW)


def test_a_certificate_of_the_anchor_is_taken() -> None:
    check(plant(ROOT))


def test_a_certificate_below_an_intermediate_is_taken() -> None:
    check(plant(MIDDLE), MIDDLE)


SHALLOW = authority(path_length=0)

REFUSED: dict[str, tuple[Callable[[], None], str]] = {
    "of another authority with the same name": (lambda: check(plant(authority())), "is not issued by the trust anchor"),
    "below an intermediate that is not sent": (lambda: check(plant(MIDDLE)), "is not issued by the trust anchor"),
    "deeper than the anchor allows": (
        lambda: check(plant(deep := authority("Deep", above=SHALLOW)), deep, anchor=SHALLOW),
        "is not issued by the trust anchor",
    ),
    "issued by an end entity": (
        lambda: check(plant(holder := plant(ROOT, "other")), holder),
        "is not issued by the trust anchor",
    ),
    "that has expired": (lambda: check(plant(ROOT, until=NOW - DAY)), "is valid from .* only"),
    "that is an authority's": (lambda: check(plant(ROOT, is_authority=True)), "is an authority's"),
    "that is not for signatures": (lambda: check(plant(ROOT, signs=False)), "may not be used for digital signatures"),
    "that is revoked": (lambda: check(leaf := plant(ROOT), crl=revocations(ROOT, leaf)), "is revoked"),
}


@pytest.mark.parametrize("which", REFUSED)
def test_a_certificate_is_refused(which: str) -> None:
    attempt, reason = REFUSED[which]
    with pytest.raises(CertificateError, match=reason):
        attempt()


def test_a_revocation_of_another_authority_says_nothing() -> None:
    leaf = plant(ROOT)
    check(leaf, crl=revocations(authority(), leaf))
    check(leaf, crl=revocations(ROOT, plant(ROOT)))


def test_a_bundle_is_of_authorities_only() -> None:
    with pytest.raises(CertificateError, match="wanted basic constraints with CA true"):
        certificates.read_bundle(ROOT.pem + plant(ROOT).pem)
    assert len(certificates.read_bundle(ROOT.pem + MIDDLE.pem)) == 2


def test_the_names_of_a_certificate_are_its_tags() -> None:
    assert certificates.tags(plant(MIDDLE).certificate) == {
        "x509Subject/O": "Plant",
        "x509Subject/CN": "north",
        "x509Issuer/O": "Plant",
        "x509Issuer/CN": "Site CA",
    }


def test_none_of_two_names_passes_for_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [x509.NameAttribute(NameOID.COMMON_NAME, each) for each in ("north", "east")]
    monkeypatch.setattr("plant_certificates._named", lambda _: x509.Name(names))
    assert certificates.tags(plant(ROOT).certificate)["x509Subject/CN"] == "north/east"


def signed(holder: Holder, **changed: str) -> SignedRequest:
    """A request that the holder signed; `changed` headers are replaced afterwards."""
    certificate = base64.b64encode(holder.certificate.public_bytes(serialization.Encoding.DER)).decode()
    headers = {"host": "localhost", "x-amz-date": NOW.strftime(signatures.TIME_FORMAT), "x-amz-x509": certificate}
    request = SignedRequest("POST", "/sessions", [("roleArn", "arn:aws:iam::1:role/a b")], headers, b"{}")
    own = signatures.authorization(request, holder.key, holder.certificate.serial_number, "us-east-1")
    return dataclasses.replace(request, headers={**headers, "authorization": own, **changed})


@pytest.mark.parametrize("key", [None, rsa.generate_private_key(65537, 2048)], ids=["ECDSA", "RSA"])
def test_the_signer_is_the_holder_of_the_key(key: rsa.RSAPrivateKey | None) -> None:
    holder = plant(ROOT, key=key)
    assert signatures.signer_of(signed(holder), NOW) == holder.certificate


@pytest.mark.parametrize("name", RECORDED)
def test_a_request_that_the_helper_of_aws_made_is_taken(name: str) -> None:
    """Requests of aws/rolesanywhere-credential-helper 1.4.0, with a certificate of its own for each algorithm."""
    sent = RECORDED[name]
    query = [(each, value) for each, value in sent["query"]]
    request = SignedRequest("POST", "/sessions", query, sent["headers"], sent["body"].encode())
    at = datetime.datetime.strptime(sent["headers"]["x-amz-date"], signatures.TIME_FORMAT).replace(tzinfo=datetime.UTC)
    assert signatures.signer_of(request, at).subject.rfc4514_string() == "CN=north"


HOLDER = plant(ROOT)
GOOD = signed(HOLDER)
OTHER = signed(plant(ROOT))

TAMPERED: dict[str, tuple[SignedRequest, str]] = {
    "another body": (dataclasses.replace(GOOD, body=b'{"a": 1}'), "not that of the certificate's key"),
    "another role": (dataclasses.replace(GOOD, query=[("roleArn", "b")]), "not that of the certificate's key"),
    "another host": (signed(HOLDER, host="elsewhere"), "not that of the certificate's key"),
    "another certificate": (
        signed(HOLDER, **{"x-amz-x509": OTHER.headers["x-amz-x509"]}),
        "another serial number",
    ),
    "no certificate": (signed(HOLDER, **{"x-amz-x509": ""}), "cannot be read"),
    "the certificate not signed": (
        signed(HOLDER, authorization=GOOD.headers["authorization"].replace(";x-amz-x509", "")),
        "not signed: x-amz-x509",
    ),
    "an algorithm that does not fit": (
        signed(HOLDER, authorization=GOOD.headers["authorization"].replace("ECDSA", "RSA")),
        "does not fit the certificate's key",
    ),
    "an access key's signature": (signed(HOLDER, authorization="AWS4-HMAC-SHA256 a"), "not one of a certificate"),
    "another service": (
        signed(HOLDER, authorization=GOOD.headers["authorization"].replace("/rolesanywhere/", "/s3/")),
        "the scope is",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_request_is_refused(what: str) -> None:
    request, reason = TAMPERED[what]
    with pytest.raises(SignatureError, match=reason):
        signatures.signer_of(request, NOW)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_request_of_another_time_is_refused(minutes: int) -> None:
    with pytest.raises(SignatureError, match="more than 5 minutes"):
        signatures.signer_of(GOOD, NOW + datetime.timedelta(minutes=minutes))
