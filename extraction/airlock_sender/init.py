"""`init`: asks a PI Web API what it has, and writes a settings file with every option in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from airlock_sender.answers import Named
from airlock_sender.pi import Pi

TEMPLATE = """# Settings of airlock-sender: each option, with its default behind #. `airlock-sender check` tries all of it.
# A file that is named without its folder lies beside this one. Paths have / or single quotes: "C:/secret", 'C:\\secret'.

# folder = "state"        # the journal, what waits for the cloud, and health.json; beside this file
# every_s = 60            # seconds between two rounds
# settle_s = 30           # seconds that PI's archive has to become final before they are read
# rows_per_file = 500000
# spool_mb = 10240        # what may wait on disk while the cloud is away; then reading stops, and nothing is dropped

[pi]
url = "{url}"
{sign_in}
# auth = "kerberos"                      # or "ntlm"; with user and password, or without them as the account that runs this
# user = "DOMAIN\\\\account"               # Basic; or a token instead:
# password = {{ file = "C:/secret" }}      # never the secret itself: {{ file = … }}, {{ env = … }} or {{ keyring = "service/user" }}
# bearer = {{ file = "C:/token" }}         # only the account that runs this may read such a file
# ca_file = "plant-ca.pem"               # the authority of the server's certificate, where Windows' store is not used
# timeout_s = 60
# items = 150000                         # most readings in an answer: the server's MaxReturnedItemsPerCall
# address = 8000                         # longest address of a request

[cloud]                                  # of the cloud team: docs/feeders/sender.md
site = "my-site"
bucket = "my-landing-bucket"
region = "us-east-1"
# aws_config = "aws.ini"                 # the AWS configuration; without it, the one of the account that runs this
# profile = "airlock"                    # in it, whose credential_process signs with the certificate
# endpoint_url = "https://127.0.0.1:4566"
# ca_file = "cloud-ca.pem"

# A view reads one of: attributes below a root, points, or what a file names.
[[view]]
name = "reactor"
start = "2024-01-01T00:00:00Z"           # from when on its history is read
root = {root}  # an AF element, or a database
# template = "Reactor"                   # elements of this template alone
# attributes = ["Temperature", "Flow*"]  # attributes of these names alone
# points = ['\\\\server\\CDT158', '\\\\server\\SINU*']
# file = "view.csv"                      # columns asset, attribute, point (its path)
# restates = false                       # as the view says in the cloud: what a file does not name is deleted
# updates = false                        # asks PI Web API (2018 SP1 and later) what changed, and reads that alone: less load, edits at once
# told_again_every_s = 86400             # late data and edits: so often …
# told_again_back_s = 172800             # … so much is read again and told whole; 0 for never

# Without the #: new readings of these attributes go into the site's Kinesis stream, and not into files.
#[stream]
#name = "airlock-prod-my-site"
#view = "reactor"                        # one that does not restate
#attributes = ["Temperature", "Flow*"]
"""


class Known(NamedTuple):
    """Paths of what a server has."""

    data_servers: list[str]
    databases: list[str]


def known_to(pi: Pi) -> Known:
    servers = list(pi.listed(Named, "assetservers"))
    databases = [each for server in servers for each in pi.listed(Named, f"assetservers/{server.WebId}/assetdatabases")]
    return Known([each.Path for each in pi.listed(Named, "dataservers")], [each.Path for each in databases])


def write_settings(file: Path, url: str, sign_in: Mapping[str, object], databases: list[str]) -> None:
    """Raises `FileExistsError` where there is one."""
    with file.open("x", encoding="utf-8", newline="\n") as out:
        out.write(settings_text(url, sign_in, databases[0] if databases else r"\\server\database"))


def settings_text(url: str, sign_in: Mapping[str, object], root: str) -> str:
    lines = [f"{name} = {_written(value)}" for name, value in sign_in.items()]
    return TEMPLATE.format(url=url, sign_in="\n".join(lines), root=_literal(root))


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_written(each)}" for name, each in value.items()) + " }"
    return _literal(str(value))


def _literal(text: str) -> str:
    """As TOML has it, with its backslashes as they are where it can."""
    return json.dumps(text, ensure_ascii=False) if "'" in text else f"'{text}'"
