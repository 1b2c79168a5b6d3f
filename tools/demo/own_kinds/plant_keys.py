"""Keys of PI Integrators, which a function makes and puts into secrets."""

from __future__ import annotations

import re

from conformance.assembly import Properties
from conformance.reading import Reading, part, unless

# As the function writes it.
_AS_WRITTEN = re.compile(r'{"accessKeyId":"(\w+)","secretAccessKey":"([^"]+)"}')


def read_plant_keys(at: Reading) -> Properties:
    """Its effect: its function stands, and the secret holds a key that the user signs with."""
    token, secret = at.wanted["ServiceToken"], at.wanted["secret"]
    function = unless("ResourceNotFoundException", at.client("lambda").get_function, FunctionName=token)
    configuration = part(function, "Configuration")
    return {
        "ServiceToken": configuration and configuration["FunctionArn"],
        "site": at.wanted["site"],
        "user": _signer(at, secret) or "nobody's key",
        "secret": secret,
    }


def _signer(at: Reading, secret: str) -> str | None:
    """Name of the user whose key is in a secret, None where it holds none or one that no longer signs."""
    answer = unless("ResourceNotFoundException", at.client("secretsmanager").get_secret_value, SecretId=secret)
    key = answer and _AS_WRITTEN.fullmatch(answer["SecretString"])
    return at.cloud.user_of(*key.groups()) if key else None
