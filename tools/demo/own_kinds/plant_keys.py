"""Keys of PI Integrators, which a function makes and puts into secrets."""

from __future__ import annotations

import re

from conformance.assembly import Properties
from conformance.reading import Reading, Resource, part, unless

# As the function writes it.
_AS_WRITTEN = re.compile(r'{"accessKeyId":"(\w+)","secretAccessKey":"([^"]+)"}')


def read_plant_keys(at: Reading) -> Properties:
    """Its effect: its function stands, and the secret of the site holds a key that its PI Integrator signs with."""
    token, site = at.wanted["ServiceToken"], at.wanted["site"]
    function = unless("ResourceNotFoundException", at.client("lambda").get_function, FunctionName=token)
    configuration = part(function, "Configuration")
    return {
        "ServiceToken": configuration and configuration["FunctionArn"],
        "site": site if _has_key(at, site) else f"{site} without a key that it signs with",
    }


def _has_key(at: Reading, site: str) -> bool:
    users = {user.physical_id for user in _named(at, "AWS::IAM::User", "UserName", site)}
    secrets = _named(at, "AWS::SecretsManager::Secret", "Name", site)
    return any(_signer(at, secret.physical_id) in users for secret in secrets)


def _named(at: Reading, kind: str, name: str, site: str) -> list[Resource]:
    of_kind = [each for each in at.all_resources if each.place.type == kind]
    return [each for each in of_kind if str(each.properties.get(name)).endswith(f"-pi-integrator-{site}")]


def _signer(at: Reading, secret: str) -> str | None:
    """Name of the user whose key is in a secret, None where it holds none or one that no longer signs."""
    answer = unless("ResourceNotFoundException", at.client("secretsmanager").get_secret_value, SecretId=secret)
    key = answer and _AS_WRITTEN.fullmatch(answer["SecretString"])
    return at.cloud.user_of(*key.groups()) if key else None
