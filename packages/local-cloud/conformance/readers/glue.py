"""The catalogue's database, its crawlers with their classifiers, and the jobs."""

from __future__ import annotations

from conformance.assembly import Properties
from conformance.reading import Reading, only, tag_list, unless

_SAME = (
    "Command",
    "DefaultArguments",
    "Description",
    "ExecutionClass",
    "ExecutionProperty",
    "GlueVersion",
    "JobRunQueuingEnabled",
    "MaxRetries",
    "Name",
    "NonOverridableArguments",
    "NotificationProperty",
    "NumberOfWorkers",
    "Role",
    "SecurityConfiguration",
    "Timeout",
    "WorkerType",
)

_SAME_OF_CRAWLER = (
    "Classifiers",
    "Configuration",
    "CrawlerSecurityConfiguration",
    "DatabaseName",
    "Description",
    "Name",
    "RecrawlPolicy",
    "Role",
    "SchemaChangePolicy",
    "TablePrefix",
    "Targets",
)
_STAMPS = ("CreationTime", "LastUpdated", "Version")


def read_database(at: Reading) -> Properties:
    database = at.client("glue").get_database(Name=at.id)["Database"]
    told = only(database, "Name", "Description", "LocationUri", "Parameters")
    return {"CatalogId": database.get("CatalogId"), "DatabaseInput": {k: v for k, v in told.items() if v}}


def read_crawler(at: Reading) -> Properties:
    crawler = at.client("glue").get_crawler(Name=at.id)["Crawler"]
    # The service answers with an empty text or list for what is not set.
    told = {name: value or None for name, value in only(crawler, *_SAME_OF_CRAWLER).items()}
    return {**told, "Schedule": crawler.get("Schedule") or None, "Tags": _tags(at, "crawler")}


def read_classifier(at: Reading) -> Properties:
    classifier = at.client("glue").get_classifier(Name=at.id)["Classifier"]
    return {
        kind: {name: value for name, value in rule.items() if name not in _STAMPS} for kind, rule in classifier.items()
    }


def read_job(at: Reading) -> Properties:
    job = only(at.client("glue").get_job(JobName=at.id)["Job"], *_SAME)
    return {
        **job,
        "Command": _stored(at, job["Command"]),
        "DefaultArguments": _stored(at, job["DefaultArguments"] or {}),
        "Tags": _tags(at, "job"),
    }


def _tags(at: Reading, kind: str) -> Properties:
    arn = f"arn:aws:glue:{at.cloud.region}:{at.cloud.account}:{kind}/{at.id}"
    tags = tag_list(at.client("glue").get_tags(ResourceArn=arn)["Tags"])
    return {tag["Key"]: tag["Value"] for tag in tags}


def _stored(at: Reading, addresses: Properties) -> Properties:
    """The same, with a remark on each `s3://bucket/key` that does not exist: a run would fail at its start."""
    return {
        name: value if _exists(at, str(value)) else f"{value} (no such object)" for name, value in addresses.items()
    }


def _exists(at: Reading, value: str) -> bool:
    bucket, _, key = value.removeprefix("s3://").partition("/")
    if not value.startswith("s3://") or key == "":
        return True
    return unless("404", at.client("s3").head_object, Bucket=bucket, Key=key) is not None
