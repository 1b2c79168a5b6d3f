"""Tries the airlock from the plant: what its credentials must be able to write, and what they must be refused.

Run it on the machine that will send the data, with the credentials that will send it. It needs Python 3.10 and boto3
1.41 or newer, and is one file on purpose: copy it there, alone or in the zip that holds boto3 as well. boto3 finds
the credentials: in the environment, or in a profile of the AWS configuration (--profile), whose credential_process may
sign with the sender's certificate.

Every refusal raises the alarm plant-refused: tell the cloud team before. Small objects stay under the plant's own prefix
in view=_probe/, each of which says what it is: the intake notes them (F_PROBE) and lets them no further, and landing's
lifecycle rule clears them. Where a forbidden request passes by mistake, it touches those objects only, begins an upload
that never becomes an object, or puts one unreadable record into another site's stream.
"""

from __future__ import annotations

import argparse
import codecs
import io
import json
import sys
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

try:
    import boto3
    from botocore import exceptions, xform_name
    from botocore.config import Config
    from botocore.parsers import ResponseParserError
except ImportError:
    print("boto3 is not installed for this Python. What to do: python -m pip install boto3", file=sys.stderr)
    sys.exit(2)

# boto3 makes its clients at run time and has no types for them.
Client: TypeAlias = Any

EPILOG = """examples:
  The settings file comes from the cloud team: airlock plant-check --site my-site --print-settings prod --out plant.json
  PI Integrator (Windows):
    set AWS_ACCESS_KEY_ID=AKIA...
    set AWS_SECRET_ACCESS_KEY=...
    py plant_check.py --settings plant.json
  Sender, whose profile in the AWS configuration has a credential_process with its certificate:
    python3 plant_check.py --settings plant.json --profile airlock

exit code: 0 as promised; 1 a forbidden request passed or a needed one was refused; 2 could not tell
"""

# --- Settings


def setting(text: str, default: str | tuple[str, ...] = "", **more: object) -> Any:  # noqa: ANN401 - as field() itself
    many = {"nargs": "+"} if isinstance(default, tuple) else {}
    return field(default=default, metadata={"help": text, **many, **more})


@dataclass(frozen=True)
class Settings:
    """The settings of a check, and as whom it runs: each a flag, and in the settings file a key of the same name."""

    site: str = setting("the plant's site")
    feeder: str = setting("sender or pi-integrator", choices=("sender", "pi-integrator"))
    identity: str = setting("ARN of the role or user that the credentials must be of")
    bucket: str = setting("the landing bucket")
    region: str = setting("the region of bucket and stream, for example us-east-1")
    stream: str = setting("the site's own Kinesis stream, if it has one")
    opened: tuple[str, ...] = setting("what this PI Integrator may do beside putting, for example s3:ListBucket", ())
    closed_prefix: tuple[str, ...] = setting("landing prefixes of other sites, with their closing slash", ())
    closed_bucket: tuple[str, ...] = setting("buckets that a plant must not reach", ())
    closed_stream: tuple[str, ...] = setting("streams of other sites", ())
    closed_role: tuple[str, ...] = setting("ARNs of roles that it must not take", ())
    closed_secret: tuple[str, ...] = setting("names of secrets that it must not read", ())
    skip: tuple[str, ...] = setting("services that the plant's firewall shuts out, for example kms", ())
    profile: str = setting("profile of this user's AWS configuration")
    endpoint_url: str = setting("address of a local cloud (default: AWS_ENDPOINT_URL, else AWS)")
    ca_bundle: str = setting("PEM file of the authorities to trust (default: AWS_CA_BUNDLE)")

    @property
    def prefix(self) -> str:
        return f"site={self.site}/feeder={self.feeder}/"


# Its CopyObject knows If-None-Match.
OLDEST_BOTO3 = (1, 41)
NEEDED = ("site", "feeder", "identity", "bucket", "region")


class SettingsError(Exception):
    """There is nothing to try with; the message says what is wrong."""


def read_settings(words: Sequence[str]) -> tuple[Settings, bool]:
    """The settings, and whether a program will read the answer. What the file says are flags that come first."""
    parser = argparse.ArgumentParser(
        usage="plant_check.py [--settings FILE] [--json] [any setting below]",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--settings", metavar="FILE", help="JSON file with any of the settings below, by their names")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    for each in fields(Settings):
        metavar = each.name.split("_")[-1].upper()
        parser.add_argument(flag(each.name), default=each.default, metavar=metavar, **each.metadata)
    file = parser.parse_args(words).settings
    given = vars(parser.parse_args([*(flags_of(Path(file)) if file else []), *words]))
    as_json, _ = given.pop("json"), given.pop("settings")
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in given.items()}
    settings = Settings(**values)
    if missing := [flag(name) for name in NEEDED if not getattr(settings, name)]:
        raise SettingsError(f"got no {', '.join(missing)}: wanted each as a flag, or in the file of --settings")
    return settings, as_json


def flags_of(file: Path) -> list[str]:
    """The flags that a settings file stands for."""
    try:
        content = dict(json.loads(text_of(file.read_bytes())))
    except (OSError, ValueError, TypeError) as error:
        raise SettingsError(f"{file}: wanted a JSON object of settings: {error}") from None
    flags: list[str] = []
    for name, value in content.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(each, str) for each in values):
            raise SettingsError(f"{file}: {name}: got {json.dumps(value)}, wanted a text or a list of texts")
        flags += [flag(name), *values] if values else []
    return flags


def text_of(content: bytes) -> str:
    """A redirected output, too: PowerShell 5 writes it in UTF-16, and npm writes what it runs before it."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # Editors of Windows begin a file with a byte order mark.
    text = content.decode("utf-16" if is_wide else "utf-8-sig")
    return text[max(text.find("{"), 0) :]


def flag(name: str) -> str:
    return "--" + name.replace("_", "-")


# --- What an answer says: the one rule of the airlock, by which `airlock tried` judges too

Verdict = Literal["accepted", "refused", "exists already", "not implemented", "unclear"]
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
EXISTS: Final = "exists already"
NOT_IMPLEMENTED: Final = "not implemented"
UNCLEAR: Final = "unclear"

# AWS's codes for a missing right, and the status of each: 200 is that of a whole of which one part is refused.
DENIALS: Mapping[str, Sequence[int]] = {"AccessDenied": (200, 403), "AccessDeniedException": (400, 403)}
# S3 says AccessDenied of these too, whatever rights the sender has: the request is too old, or not signed as it should be.
DENIED_FORMS = (
    "Request has expired",
    "There were headers present in the request which were not signed",
    "AWS authentication requires a valid Date",
    "Query-string authentication",
    "Anonymous",
)
UNKNOWN_HERE = ("InvalidAction", "InvalidURI", "MethodNotAllowed", "NotImplemented", "UnknownOperationException")
# Whoever may not ask is refused before: these say that there is nothing, to one who may.
NOTHING_THERE = (
    *("NoSuchBucketPolicy", "NoSuchCORSConfiguration", "NoSuchConfiguration", "NoSuchLifecycleConfiguration"),
    *("NoSuchTagSet", "NoSuchWebsiteConfiguration", "ObjectLockConfigurationNotFoundError"),
    *("ReplicationConfigurationNotFoundError", "ServerSideEncryptionConfigurationNotFoundError"),
)


def judge(error: exceptions.ClientError, keys_hold: Callable[[], bool]) -> Verdict:
    """The one meaning of an answer; REFUSED is what the cloud itself calls a lack of rights, and nothing else.

    A HEAD is answered without a word, by a wrong secret or clock as by a lack of rights: then only keys that hold at
    this moment, for a request that needs no right, leave the right as the cause.
    """
    details, metadata = error.response["Error"], error.response["ResponseMetadata"]
    code, status = str(details.get("Code")), metadata.get("HTTPStatusCode")
    if status in DENIALS.get(code, ()):
        return UNCLEAR if str(details.get("Message", "")).startswith(DENIED_FORMS) else REFUSED
    if (code, status) == ("403", 403):
        # Without the cloud's id, a proxy on the way may have said it.
        return REFUSED if "x-amz-request-id" in metadata.get("HTTPHeaders", {}) and keys_hold() else UNCLEAR
    if code in UNKNOWN_HERE or status == 501:
        return NOT_IMPLEMENTED
    if code in NOTHING_THERE:
        return ACCEPTED
    return EXISTS if code in ("PreconditionFailed", "412") else UNCLEAR


# --- One request and what came of it

NOT_TRIED = "not tried"
PASS, FAIL, CANNOT_TELL = "pass", "FAIL", "?"

# No KMS key to try it with: neither allowed nor refused, for whoever asks.
NO_KEY_HERE = ("InvalidCiphertextException", "NotFoundException")

ASK = "compare the settings with what the cloud team gave."
CLOCK = "Set this machine's clock (Windows: w32tm /resync), then run this again."
FIREWALL = "Let HTTPS to this address through firewall and proxy (HTTPS_PROXY), or leave the service out by --skip."
UNKNOWN_KEY = "This cloud does not know the access key: type it in again, or ask the cloud team for the newest one."
ADVICE_BY_CODE: Mapping[str, str] = {
    **dict.fromkeys(("InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"), UNKNOWN_KEY),
    **dict.fromkeys(("ExpiredToken", "ExpiredTokenException"), "The credentials have expired: fetch new ones."),
    **dict.fromkeys(("RequestExpired", "RequestTimeTooSkewed"), CLOCK),
    **dict.fromkeys(("PermanentRedirect", "AuthorizationHeaderMalformed"), f"The bucket is in another region: {ASK}"),
    **dict.fromkeys(("NoSuchBucket", "ResourceNotFoundException"), f"There is no such thing: {ASK}"),
    "403": "The cloud did not say why: let the request through the proxy. Or: the credentials no longer hold.",
    "SignatureDoesNotMatch": f"The secret does not belong to this access key: type it in again. Or: {CLOCK}",
}
ADVICE_BY_ERROR: Sequence[tuple[type[Exception], str]] = (
    (SettingsError, "Take the settings file that the cloud team gave, or the flags that --help shows."),
    (exceptions.NoCredentialsError, "Give credentials in one of the ways that --help shows."),
    (exceptions.PartialCredentialsError, "Set both the access key's id and its secret."),
    (exceptions.CredentialRetrievalError, "Run the credential_process of the AWS configuration by hand: it says more."),
    (exceptions.ProfileNotFound, "Compare --profile with the names in this user's AWS configuration."),
    (exceptions.ParamValidationError, "boto3 is too old: python -m pip install --upgrade boto3"),
    (exceptions.SSLError, "Something opens TLS on the way, or the cloud is local: give its authority by --ca-bundle."),
    (exceptions.ConnectionError, FIREWALL),
    (exceptions.HTTPClientError, FIREWALL),
    (ResponseParserError, "What answers is no AWS: compare --endpoint-url and the proxy's settings."),
)
# Faults that come before a cloud has answered in its own words.
NO_ANSWER = (exceptions.BotoCoreError, ResponseParserError, OSError)


@dataclass(frozen=True)
class Check:
    """One request, in words and as an operation of AWS's API.

    `danger` says what it means that it passes, and `untried` why it is only listed. It must work where the configuration
    opened the action `opened_by`.
    """

    name: str
    operation: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    danger: str = ""
    wanted: str = REFUSED
    opened_by: str = ""
    presigned: bool = False
    by_session: bool = False
    untried: str = ""

    @property
    def service(self) -> str:
        return self.operation.partition(":")[0]


@dataclass(frozen=True)
class Result:
    """`mark` is PASS, FAIL, CANNOT_TELL or NOT_TRIED; `answer` is the cloud's own, `to_do` is for whoever reads this."""

    mark: str
    name: str
    operation: str
    wanted: str
    got: str
    answer: str = ""
    to_do: str = ""


class Trial:
    """One run: its settings, its clients, and what its accepted requests got."""

    def __init__(self, settings: Settings, session: boto3.session.Session) -> None:
        self.settings = settings
        self.answers: dict[str, Mapping[str, Any]] = {}
        run = f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{uuid.uuid4().hex[:8]}"
        self.folder = f"{settings.prefix}view=_probe/run=plant-check-{run}/"
        # A sender's puts are refused without it: only with it is a refusal due to what is tried.
        self.form = {"IfNoneMatch": "*"} if settings.feeder == "sender" else {}
        self.body = f"Probe of the airlock by plant_check.py, run {run}: not data.\n".encode()
        self._session = session
        self._clients: dict[tuple[str, bool, bool], Client] = {}

    def client(self, service: str, presigned: bool = False, by_session: bool = False) -> Client:
        """A client of boto3; a presigned one puts its signature into the address, as a link that is handed on has it."""
        if (service, presigned, by_session) not in self._clients:
            session = self._opened_session() if by_session else self._session
            self._clients[service, presigned, by_session] = session.client(
                service,
                region_name=self.settings.region,
                endpoint_url=self.settings.endpoint_url or None,
                verify=self.settings.ca_bundle or None,
                config=Config(
                    connect_timeout=5,
                    read_timeout=30,
                    retries={"total_max_attempts": 2},
                    signature_version="s3v4-query" if presigned else "s3v4" if service == "s3" else None,
                    # A link cannot carry the checksum of a body.
                    request_checksum_calculation="when_required",
                ),
            )
        return self._clients[service, presigned, by_session]

    def _opened_session(self) -> boto3.session.Session:
        """A session of the static key: AWS refuses it nobody, and does not end it with the key."""
        given = self.client("sts").get_session_token(DurationSeconds=900)["Credentials"]
        return boto3.session.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])

    def keys_hold(self) -> bool:
        """Asking who one is needs no right: credentials that are refused this are no credentials."""
        try:
            self.client("sts").get_caller_identity()
        except (exceptions.ClientError, *NO_ANSWER):
            return False
        return True

    @property
    def own_stream(self) -> list[str]:
        return [self.settings.stream] if self.settings.stream else []

    @property
    def left(self) -> str:
        """Prefix of what stays behind, empty where nothing does."""
        return self.folder if PUT in self.answers else ""

    @property
    def version(self) -> str:
        return str(self.answers[PUT].get("VersionId", "null"))

    def at(self, name: str) -> dict[str, object]:
        """The place of one of this run's probes."""
        return {"Bucket": self.settings.bucket, "Key": self.folder + name}

    def upload(self, begun_by: str, name: str) -> dict[str, object]:
        return {**self.at(name), "UploadId": self.answers[begun_by]["UploadId"]}


# --- What must work

PUT, BEGIN, BEGIN_OTHER, PART = "write a probe", "begin a probe in parts", "begin another", "write its part"


def intended(trial: Trial) -> Iterator[Check]:
    """Calls that must work before a refusal says anything."""
    yield Check(PUT, "s3:PutObject", {**trial.at("probe.txt"), "Body": trial.body, **trial.form}, wanted=ACCEPTED)
    yield Check(BEGIN, "s3:CreateMultipartUpload", trial.at("parts.txt"), wanted=ACCEPTED)
    yield Check(BEGIN_OTHER, "s3:CreateMultipartUpload", trial.at("aborted.txt"), wanted=ACCEPTED)
    if BEGIN in trial.answers:
        upload = {**trial.upload(BEGIN, "parts.txt"), "PartNumber": 1, "Body": trial.body}
        yield Check(PART, "s3:UploadPart", upload, wanted=ACCEPTED)


def finishing(trial: Trial) -> list[Check]:
    """Comes last: credentials that end half-way are refused everything, which would look like a pass."""
    complete = {**completion(trial), **trial.form}
    abort = trial.upload(BEGIN_OTHER, "aborted.txt")
    return [
        Check("complete the upload", "s3:CompleteMultipartUpload", complete, wanted=ACCEPTED),
        Check("abort the other", "s3:AbortMultipartUpload", abort, wanted=ACCEPTED),
    ]


def completion(trial: Trial) -> dict[str, object]:
    answer = trial.answers.get(PART, {})
    sums = {name: value for name, value in answer.items() if name == "ETag" or name.startswith("Checksum")}
    return {**trial.upload(BEGIN, "parts.txt"), "MultipartUpload": {"Parts": [{"PartNumber": 1, **sums}]}}


# --- What must be refused, each group with the reason why trying it harms nothing

CAN_READ = "Whoever steals these credentials can read the plant's data."
CAN_LOOK = "Whoever steals these credentials can see what this cloud holds and how it is guarded."
CAN_OVERWRITE = "This machine can replace or remove what it sent before."
CAN_SPOIL = "This machine can write what the pipeline cannot read, or hand its right to write on."
CAN_FORGE = "This machine can write into what is not its own."
CAN_OUTLIVE = "Whoever steals these credentials can go on for up to 36 hours after they were revoked."
CAN_RISE = "Whoever steals these credentials can take more rights than a plant has."


def reads(trial: Trial) -> list[Check]:
    """They read this run's probe, or copy it beside itself."""
    own, upload = trial.at("probe.txt"), trial.upload(BEGIN, "parts.txt")
    query = {"Expression": "SELECT * FROM S3Object", "ExpressionType": "SQL"}
    csv: dict[str, object] = {"InputSerialization": {"CSV": {}}, "OutputSerialization": {"CSV": {}}}
    copy = {**trial.at("copy.txt"), "CopySource": own, **trial.form}
    return [
        Check("read the probe", "s3:GetObject", own, CAN_READ),
        Check("read its first byte", "s3:GetObject", {**own, "Range": "bytes=0-0"}, CAN_READ),
        Check("read its version", "s3:GetObject", {**own, "VersionId": trial.version}, CAN_READ),
        Check("read it by a presigned link", "s3:GetObject", own, CAN_READ, presigned=True),
        Check("ask whether it is there", "s3:HeadObject", own, CAN_READ),
        Check("read its size", "s3:GetObjectAttributes", {**own, "ObjectAttributes": ["ObjectSize"]}, CAN_READ),
        Check("query it", "s3:SelectObjectContent", {**own, **query, **csv}, CAN_READ),
        Check("copy it", "s3:CopyObject", copy, CAN_READ),
        Check("copy it into parts", "s3:UploadPartCopy", {**upload, "PartNumber": 2, "CopySource": own}, CAN_READ),
        Check("list the parts", "s3:ListParts", upload, CAN_LOOK),
        Check("read its tags", "s3:GetObjectTagging", own, CAN_LOOK),
        Check("read its access list", "s3:GetObjectAcl", own, CAN_LOOK),
    ]


def looks(trial: Trial) -> list[Check]:
    """They ask about buckets; a PI Integrator may ask what its configuration opened."""
    bucket = {"Bucket": trial.settings.bucket}
    own = {**bucket, "Prefix": trial.settings.prefix}
    region = "s3:GetBucketLocation"
    return [
        Check("list its own prefix", "s3:ListObjectsV2", own, CAN_LOOK, opened_by="s3:ListBucket"),
        Check("list the whole bucket", "s3:ListObjectsV2", bucket, CAN_LOOK),
        Check("list it in the old form", "s3:ListObjects", bucket, CAN_LOOK),
        Check("list versions", "s3:ListObjectVersions", own, CAN_LOOK),
        Check("list uploads", "s3:ListMultipartUploads", own, CAN_LOOK),
        Check("list the account's buckets", "s3:ListBuckets", {}, CAN_LOOK, opened_by="s3:ListAllMyBuckets"),
        Check("read the bucket's region", region, bucket, CAN_LOOK, opened_by=region),
        Check("read the bucket's access list", "s3:GetBucketAcl", bucket, CAN_LOOK),
        Check("read the bucket's policy", "s3:GetBucketPolicy", bucket, CAN_LOOK),
        Check("read the bucket's versioning", "s3:GetBucketVersioning", bucket, CAN_LOOK),
    ]


def forms(trial: Trial) -> list[Check]:
    """They write more probes of this run, or mark the first one."""
    own = trial.at("probe.txt")
    tags, acl = {**own, "Tagging": {"TagSet": []}}, {**own, "ACL": "bucket-owner-full-control"}

    def put(name: str, probe: str, form: Mapping[str, object]) -> Check:
        return Check(name, "s3:PutObject", {**trial.at(probe), "Body": trial.body, **trial.form, **form}, CAN_SPOIL)

    return [
        *(without_if_none_match(trial) if trial.form else [by_session(trial)]),
        put("write in an archive class", "archive.txt", {"StorageClass": "GLACIER"}),
        put(
            "write with a customer's key",
            "customer.txt",
            {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": uuid.uuid4().hex},
        ),
        put("write with a KMS key", "kms.txt", {"ServerSideEncryption": "aws:kms"}),
        put("write with tags", "tags.txt", {"Tagging": "probe=yes"}),
        # It is empty, since botocore would move a body into the link.
        Check("write by a link", "s3:PutObject", {**trial.at("link.txt"), **trial.form}, CAN_SPOIL, presigned=True),
        Check("tag the probe", "s3:PutObjectTagging", tags, CAN_SPOIL),
        Check("change its access list", "s3:PutObjectAcl", acl, CAN_RISE),
    ]


def by_session(trial: Trial) -> Check:
    """A PI Integrator signs with its key alone; a sender has nothing but sessions, which open no further ones."""
    at = {**trial.at("session.txt"), "Body": trial.body}
    return Check("write by a session of its key", "s3:PutObject", at, CAN_OUTLIVE, by_session=True)


def without_if_none_match(trial: Trial) -> list[Check]:
    own = {**trial.at("probe.txt"), "Body": trial.body}
    bare = {**trial.at("bare.txt"), "Body": trial.body}
    return [
        Check("write the probe again", "s3:PutObject", {**own, **trial.form}, CAN_OVERWRITE, wanted=EXISTS),
        Check("overwrite without If-None-Match", "s3:PutObject", own, CAN_OVERWRITE),
        Check("write without If-None-Match", "s3:PutObject", bare, CAN_OVERWRITE),
        Check("complete without If-None-Match", "s3:CompleteMultipartUpload", completion(trial), CAN_OVERWRITE),
    ]


def places(trial: Trial) -> list[Check]:
    """Beginning an upload needs the right to put, and makes no object."""
    settings = trial.settings
    site, feeder, _ = settings.prefix.split("/")
    prefixes = (*settings.closed_prefix, f"{site}-x/{feeder}/", f"{site}/{feeder}-x/", "")

    def write(bucket: str, prefix: str) -> Check:
        at = {"Bucket": bucket, "Key": f"{prefix}view=_probe/plant-check.txt"}
        return Check(f"write to {bucket}/{prefix}", "s3:CreateMultipartUpload", at, CAN_FORGE)

    return [
        *(write(settings.bucket, prefix) for prefix in prefixes),
        *(write(bucket, settings.prefix) for bucket in settings.closed_bucket),
        *(Check(f"list {name}", "s3:ListObjectsV2", {"Bucket": name}, CAN_READ) for name in settings.closed_bucket),
    ]


def streams(trial: Trial) -> Iterator[Check]:
    """They ask, and put a record into the streams of others only."""
    own, others = trial.own_stream, trial.settings.closed_stream
    describe, put, every = "kinesis:DescribeStream", "kinesis:PutRecord", "kinesis:ListStreams"
    yield Check("list streams", every, {}, CAN_LOOK, opened_by=every)
    for name in own:
        why = "a record cannot be taken back; the first one that is sent shows it"
        yield Check(f"put a record into {name}", put, wanted=ACCEPTED, untried=why)
        yield Check(f"describe {name}", describe, {"StreamName": name}, CAN_LOOK, opened_by=describe)
        if not trial.form:
            by_key = f"describe {name} by a session of its key"
            yield Check(by_key, describe, {"StreamName": name}, CAN_OUTLIVE, by_session=True)
    for name in others:
        record = {"StreamName": name, "PartitionKey": "probe", "Data": trial.body}
        yield Check(f"put a record into {name}", put, record, CAN_FORGE)
    for name in (*own, *others):
        yield from reads_of(name, trial)


def reads_of(stream: str, trial: Trial) -> Iterator[Check]:
    """The consumer does not exist; records are read by what finding them returned, if anything."""
    shard, find = {"ShardId": "shardId-000000000000"}, f"find records in {stream}"
    region, (_, partition, _, _, account, *_) = trial.settings.region, trial.settings.identity.split(":")
    consumer = f"arn:{partition}:kinesis:{region}:{account}:stream/{stream}/consumer/plant-check:1"
    start = {"StreamName": stream, **shard, "ShardIteratorType": "TRIM_HORIZON"}
    subscription = {"ConsumerARN": consumer, **shard, "StartingPosition": {"Type": "LATEST"}}
    yield Check(f"subscribe to {stream}", "kinesis:SubscribeToShard", subscription, CAN_READ)
    yield Check(find, "kinesis:GetShardIterator", start, CAN_READ)
    if found := trial.answers.get(find):
        iterator = {"ShardIterator": found["ShardIterator"], "Limit": 1}
        yield Check(f"read {stream}", "kinesis:GetRecords", iterator, CAN_READ)


def other_services(trial: Trial) -> list[Check]:
    """They ask; a session that is handed out by mistake is thrown away."""
    settings = trial.settings
    own = [settings.identity] if ":role/" in settings.identity else []
    sealed = {"CiphertextBlob": b"probe", "KeyId": "alias/aws/s3"}
    read, take = "secretsmanager:GetSecretValue", "sts:AssumeRole"
    session = {"RoleSessionName": "plant-check"}
    return [
        *(
            Check(f"take {role.split('/')[-1]}", take, {"RoleArn": role, **session}, CAN_RISE)
            for role in dict.fromkeys((*own, *settings.closed_role))
        ),
        Check("hand its rights on", "sts:GetFederationToken", {"Name": "plant-check"}, CAN_RISE),
        *(Check(f"read {name}", read, {"SecretId": name}, CAN_RISE) for name in settings.closed_secret),
        Check("list secrets", "secretsmanager:ListSecrets", {}, CAN_LOOK),
        Check("decrypt", "kms:Decrypt", sealed, CAN_READ),
        Check("list encryption keys", "kms:ListKeys", {}, CAN_LOOK),
    ]


def deletes(trial: Trial) -> list[Check]:
    """They delete this run's probe."""
    own, right = trial.at("probe.txt"), "s3:DeleteObject"
    several = {"Bucket": trial.settings.bucket, "Delete": {"Objects": [{"Key": own["Key"]}]}}
    return [
        Check("delete the probe", right, own, CAN_OVERWRITE, opened_by=right),
        Check("delete several", "s3:DeleteObjects", several, CAN_OVERWRITE, opened_by=right),
        Check("delete its version", right, {**own, "VersionId": trial.version}, CAN_OVERWRITE),
    ]


Group: TypeAlias = Callable[[Trial], Iterable[Check]]
GROUPS: tuple[Group, ...] = (reads, looks, forms, places, streams, other_services, deletes, finishing)

# --- Trying


def run(trial: Trial) -> list[Result]:
    """Every result. Nothing is tried as another identity, and no read where the intended writes do not pass."""
    results = [who_it_is(trial)]
    if results[0].mark == PASS:
        results += [attempt(trial, check) for check in intended(trial)]
    if all(result.mark == PASS for result in results[1:]) and len(results) > 1:
        results += [attempt(trial, check) for group in GROUPS for check in group(trial)]
    return results


def who_it_is(trial: Trial) -> Result:
    """Whose credentials these are: what another identity is refused says nothing of the plant's."""
    wanted = trial.settings.identity
    asked = attempt(trial, Check("be the plant's identity", "sts:GetCallerIdentity", wanted=ACCEPTED))
    if asked.mark != PASS:
        return replace(asked, mark=CANNOT_TELL, wanted=wanted)
    arn = str(trial.answers[asked.name]["Arn"])
    if is_of(arn, wanted):
        return replace(asked, wanted=wanted, got=arn)
    to_do = "Run this with the credentials of what sends the data: nothing was tried with these."
    return replace(asked, mark=CANNOT_TELL, wanted=wanted, got=arn, to_do=to_do)


def is_of(arn: str, identity: str) -> bool:
    """A session's ARN has its role's name but not the path; names are unique in an account whatever their path."""
    if ":assumed-role/" not in arn:
        return arn == identity
    shown, wanted = ((each.split(":")[4:5], each.split("/")) for each in (arn, identity))
    return ":role/" in identity and (shown[0], shown[1][1]) == (wanted[0], wanted[1][-1])


def attempt(trial: Trial, check: Check) -> Result:
    wanted = ACCEPTED if check.opened_by in trial.settings.opened else check.wanted
    untried = "left out by --skip" if check.service in trial.settings.skip else check.untried
    if untried:
        return Result(NOT_TRIED, check.name, check.operation, wanted, NOT_TRIED, untried)
    try:
        trial.answers[check.name] = send(trial, check)
        got, answer, to_do = ACCEPTED, "", f"{check.danger} Send nothing more, and show this to the cloud team."
    except exceptions.ClientError as error:
        got, answer, to_do = judged(error, check, trial.keys_hold)
    except NO_ANSWER as error:
        got, answer, to_do = UNCLEAR, str(error).strip(), advice_for(error)
    mark = mark_of(wanted, got)
    return Result(mark, check.name, check.operation, wanted, got, answer, "" if mark in (PASS, NOT_TRIED) else to_do)


def advice_for(error: Exception) -> str:
    return next((advice for kind, advice in ADVICE_BY_ERROR if isinstance(error, kind)), ASK.capitalize())


def mark_of(wanted: str, got: str) -> str:
    if got in (wanted, NOT_TRIED):
        return PASS if got == wanted else NOT_TRIED
    return FAIL if got == ACCEPTED or (wanted, got) == (ACCEPTED, REFUSED) else CANNOT_TELL


def send(trial: Trial, check: Check) -> Mapping[str, Any]:
    """The cloud's answer; an object's bytes stay unread."""
    operation = check.operation.partition(":")[2]
    call = getattr(trial.client(check.service, check.presigned, check.by_session), xform_name(operation))
    answer: Mapping[str, Any] = call(**check.parameters)
    # DeleteObjects answers 200 though it deleted none.
    for error in answer.get("Errors", ()):
        raise exceptions.ClientError({"Error": error, "ResponseMetadata": answer["ResponseMetadata"]}, operation)
    return answer


def judged(error: exceptions.ClientError, check: Check, keys_hold: Callable[[], bool]) -> tuple[str, str, str]:
    """Its meaning here, the cloud's words, and what to do where another was wanted."""
    code = str(error.response["Error"].get("Code"))
    said = f"{code}: {error.response['Error'].get('Message', '')}"
    got = judge(error, keys_hold)
    if got == NOT_IMPLEMENTED or code in NO_KEY_HERE:
        return NOT_TRIED, said, ""
    if got == UNCLEAR:
        return got, said, ADVICE_BY_CODE.get(code, "Neither allowed nor refused: show this to the cloud team.")
    to_do = {
        REFUSED: f"It must work: {ASK}",
        ACCEPTED: f"{check.danger} Show this to the cloud team.",
        EXISTS: "Something else wrote under this probe's name: run this again.",
    }
    return got, said, to_do[got]


# --- Telling


def verdict(results: Sequence[Result]) -> tuple[int, str]:
    """Exit code, and one sentence."""
    failed = [r for r in results if r.mark == FAIL]
    unclear = [r for r in results if r.mark == CANNOT_TELL]
    refused = sum(r.wanted != ACCEPTED and r.mark == PASS for r in results[1:])
    early = "" if refused else " Nothing forbidden was tried."
    if failed:
        return 1, f"FAIL: {len(failed)} not as promised: {names(failed)}.{early}"
    if unclear or not refused:
        return 2, f"COULD NOT TELL: {len(unclear)} gave no clear answer: {names(unclear) or 'none'}.{early}"
    untried = names([r for r in results if r.mark == NOT_TRIED]) or "nothing"
    return (
        0,
        f"PASS: it can write what it must, and {refused} forbidden requests were refused. Left untried: {untried}.",
    )


def names(results: Sequence[Result]) -> str:
    return ", ".join(f"{each.name} ({each.operation})" for each in results)


def document(trial: Trial, results: Sequence[Result]) -> dict[str, object]:
    """All that is told, for a program; `probes` is the prefix of what stays behind."""
    code, sentence = verdict(results)
    about = {name: getattr(trial.settings, name) for name in NEEDED}
    checks = [asdict(result) for result in results]
    return {"exit_code": code, "verdict": sentence, **about, "probes": trial.left, "checks": checks}


def text(trial: Trial, results: Sequence[Result]) -> str:
    """The same for people: a table, what to do about its rows, and the verdict."""
    settings = trial.settings
    width, place = (max(map(len, column)) for column in zip(*((r.name, r.operation) for r in results), strict=True))
    lines = [f"{settings.feeder} of {settings.site}, bucket {settings.bucket}, {settings.region}", ""]
    lines += [f"{r.mark:9}  {r.name:{width}}  {r.operation:{place}}  {r.got}" for r in results]
    for to_do, same in groupby((r for r in results if r.mark != PASS), key=lambda r: r.to_do):
        lines.append("")
        for r in same:
            lines.append(f"{r.mark}  {r.name} ({r.operation}): {r.got}, wanted {r.wanted}{r.answer and '; '}{r.answer}")
        lines += [f"   To do: {to_do}"] if to_do else []
    stays = [f"Probes stay under {trial.left}"] if trial.left else []
    return "\n".join([*lines, "", *stays, verdict(results)[1]])


def main(words: Sequence[str] | None = None) -> int:
    """Exit code 0 as promised, 1 not as promised, 2 could not tell."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console of Windows may lack a letter of what the cloud says.
        sys.stdout.reconfigure(errors="replace")
    try:
        if tuple(map(int, boto3.__version__.split(".")[:2])) < OLDEST_BOTO3:
            raise SettingsError(f"got boto3 {boto3.__version__}, wanted 1.41: python -m pip install --upgrade boto3")
        settings, as_json = read_settings(sys.argv[1:] if words is None else words)
        trial = Trial(settings, boto3.session.Session(profile_name=settings.profile or None))
        results = run(trial)
    except (SettingsError, exceptions.BotoCoreError) as error:
        print(f"COULD NOT TELL: {error}\n   To do: {advice_for(error)}", file=sys.stderr)
        return 2
    except Exception:
        # Python's own exit code would be 1, which says that the airlock is open.
        traceback.print_exc()
        print("COULD NOT TELL: this script has a fault: show the lines above to the cloud team", file=sys.stderr)
        return 2
    print(json.dumps(document(trial, results), indent=2) if as_json else text(trial, results))
    return verdict(results)[0]


if __name__ == "__main__":
    sys.exit(main())
