"""The environment that the server, and every Lambda worker under it, starts with."""

from __future__ import annotations

import os

from standin.server.settings import ACCOUNT, HOST, NODE_MODULES, REGION, Settings

# MiniStack gives its Lambda workers trust in its own certificate only while none of these is set,
# and a proxy or a profile of the machine's owner must not reach local code.
_FOREIGN = (
    "NODE_EXTRA_CA_CERTS",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "NODE_OPTIONS",
    "PYTHONPATH",
    "SERVICES",
    "MINISTACK_REGION",
    "LOCALSTACK_HOSTNAME",
    "LOCALSTACK_PERSISTENCE",
    "DOCKER_HOST",
)


def prepare(settings: Settings) -> None:
    """Replace this process's environment; call before the first import of MiniStack, which reads it once."""
    for name in list(os.environ):
        if name.upper() in _FOREIGN or name.startswith("AWS_"):
            del os.environ[name]
    settings.temporary.mkdir(parents=True, exist_ok=True)
    # Lambda code is unpacked below this folder, and without a package file of its own Node would read it as the
    # ES modules of the project around it; on AWS it stands alone.
    (settings.temporary / "package.json").write_text('{"type": "commonjs"}\n')
    os.environ.update(
        {
            "GATEWAY_PORT": str(settings.port),
            "BIND_HOST": HOST,
            "MINISTACK_HOST": HOST,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_REGION": REGION,
            "AUTH": "true",
            "USE_SSL": "1",
            "MINISTACK_SSL_CERT": str(settings.tls / "server.pem"),
            "MINISTACK_SSL_KEY": str(settings.tls / "server.key"),
            "PERSIST_STATE": "1",
            "STATE_DIR": str(settings.data / "services"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(settings.data / "s3"),
            "LAMBDA_EXECUTOR": "local",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "DOCKER_HOST": f"unix://{settings.state}/no-docker.sock",
            "NODE_PATH": str(NODE_MODULES),
            "TMPDIR": str(settings.temporary),
            "LOG_LEVEL": "WARNING",
        }
    )
