"""Uses of a KMS key, and what a key tells about itself."""

from __future__ import annotations

from tried.case import Case, Send, call
from tried.places import Account, KmsKeys

_RSA = "RSAES_OAEP_SHA_256"
_SIGNING = "ECDSA_SHA_256"
_MAC = "HMAC_SHA_256"
_MESSAGE = b"tried"


def _use(operation: str, send: Send[KmsKeys], form: str = "") -> Case[KmsKeys]:
    return Case(operation, (f"kms:{operation}",), send, form)


def _by_id(operation: str, **more: object) -> Case[KmsKeys]:
    return _use(operation, lambda c, k: call(c.kms, operation, {"KeyId": k.secret, **more}))


def _account(operation: str, **more: object) -> Case[Account]:
    return Case(operation, (f"kms:{operation}",), lambda c, _: call(c.kms, operation, more))


_USES: tuple[Case[KmsKeys], ...] = (
    _by_id("Encrypt", Plaintext=_MESSAGE),
    _use("Decrypt", lambda c, k: c.kms.decrypt(CiphertextBlob=k.ciphertext)),
    _use("Decrypt", lambda c, k: c.kms.decrypt(KeyId=k.secret, CiphertextBlob=k.ciphertext), "naming the key"),
    _use("Decrypt", lambda c, k: c.kms.decrypt(KeyId=k.alias, CiphertextBlob=k.ciphertext), "by the key's alias"),
    _use(
        "Decrypt",
        lambda c, k: c.kms.decrypt(KeyId=k.pair, CiphertextBlob=k.pair_ciphertext, EncryptionAlgorithm=_RSA),
        "by a key pair",
    ),
    Case(
        "ReEncrypt",
        ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
        lambda c, k: c.kms.re_encrypt(CiphertextBlob=k.ciphertext, DestinationKeyId=k.secret),
    ),
    _by_id("GenerateDataKey", KeySpec="AES_256"),
    _by_id("GenerateDataKeyWithoutPlaintext", KeySpec="AES_256"),
    _by_id("GenerateDataKeyPair", KeyPairSpec="ECC_NIST_P256"),
    _by_id("GenerateDataKeyPairWithoutPlaintext", KeyPairSpec="ECC_NIST_P256"),
    _use("Sign", lambda c, k: c.kms.sign(KeyId=k.signer, Message=_MESSAGE, SigningAlgorithm=_SIGNING)),
    _use(
        "Verify",
        lambda c, k: c.kms.verify(KeyId=k.signer, Message=_MESSAGE, Signature=k.signature, SigningAlgorithm=_SIGNING),
    ),
    _use("GenerateMac", lambda c, k: c.kms.generate_mac(KeyId=k.mac, Message=_MESSAGE, MacAlgorithm=_MAC)),
    _use(
        "VerifyMac",
        lambda c, k: c.kms.verify_mac(KeyId=k.mac, Message=_MESSAGE, Mac=k.mac_value, MacAlgorithm=_MAC),
    ),
    _use(
        "DeriveSharedSecret",
        lambda c, k: c.kms.derive_shared_secret(
            KeyId=k.agreement, KeyAgreementAlgorithm="ECDH", PublicKey=k.peer_public_key
        ),
    ),
)

_FACTS: tuple[Case[KmsKeys], ...] = (
    _by_id("DescribeKey"),
    _by_id("GetKeyLastUsage"),
    _by_id("GetKeyPolicy"),
    _by_id("GetKeyRotationStatus"),
    _use(
        "GetParametersForImport",
        lambda c, k: c.kms.get_parameters_for_import(
            KeyId=k.imported, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"
        ),
    ),
    _use("GetPublicKey", lambda c, k: c.kms.get_public_key(KeyId=k.signer)),
    _by_id("ListGrants"),
    _by_id("ListKeyPolicies"),
    _by_id("ListKeyRotations"),
    _by_id("ListResourceTags"),
)

READS = (*_USES, *_FACTS)

ACCOUNT_READS: tuple[Case[Account], ...] = (
    _account("DescribeCustomKeyStores"),
    _account("GenerateRandom", NumberOfBytes=16),
    _account("ListAliases"),
    _account("ListKeys"),
    Case(
        "ListRetirableGrants",
        ("kms:ListRetirableGrants",),
        lambda c, a: c.kms.list_retirable_grants(RetiringPrincipal=f"arn:aws:iam::{a.id}:root"),
    ),
)
