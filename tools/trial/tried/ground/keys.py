"""KMS keys of every use: none is deployed, so the owner makes them, and asks for their deletion at the end."""

from __future__ import annotations

import uuid

from tried.ground.preparation import Preparation
from tried.places import KmsKeys

_MESSAGE = b"tried"
_PENDING_DAYS = 7


def kms_keys(preparation: Preparation) -> tuple[KmsKeys]:
    kms = preparation.owner.kms
    secret, alias = _key(preparation), f"alias/tried-{uuid.uuid4().hex}"
    kms.create_alias(AliasName=alias, TargetKeyId=secret)
    preparation.cleanup.callback(kms.delete_alias, AliasName=alias)
    pair = _key(preparation, KeySpec="RSA_2048")
    signer = _key(preparation, KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    mac = _key(preparation, KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    agreement = _key(preparation, KeySpec="ECC_NIST_P256", KeyUsage="KEY_AGREEMENT")
    algorithm = "RSAES_OAEP_SHA_256"
    signed = kms.sign(KeyId=signer, Message=_MESSAGE, SigningAlgorithm="ECDSA_SHA_256")
    keys = KmsKeys(
        target="a key of its owner",
        secret=secret,
        alias=alias,
        ciphertext=kms.encrypt(KeyId=secret, Plaintext=_MESSAGE)["CiphertextBlob"],
        pair=pair,
        pair_ciphertext=kms.encrypt(KeyId=pair, Plaintext=_MESSAGE, EncryptionAlgorithm=algorithm)["CiphertextBlob"],
        signer=signer,
        signature=signed["Signature"],
        mac=mac,
        mac_value=kms.generate_mac(KeyId=mac, Message=_MESSAGE, MacAlgorithm="HMAC_SHA_256")["Mac"],
        agreement=agreement,
        peer_public_key=kms.get_public_key(KeyId=agreement)["PublicKey"],
        imported=_key(preparation, Origin="EXTERNAL"),
    )
    return (keys,)


def _key(preparation: Preparation, **more: str) -> str:
    kms = preparation.owner.kms
    key: str = kms.create_key(Description="airlock tried", **more)["KeyMetadata"]["KeyId"]
    preparation.cleanup.callback(kms.schedule_key_deletion, KeyId=key, PendingWindowInDays=_PENDING_DAYS)
    return key
