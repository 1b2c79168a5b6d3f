"""Crawlers of a running local cloud, and objects for them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from standin.testing.local_cloud import LocalCloud, unique

MANIFESTS = "**.manifest.json*"
BY_VIEW = (
    '{"Version": 1, "CrawlerOutput": {"Partitions": {"AddOrUpdateBehavior": "InheritFromTable"}},'
    ' "Grouping": {"TableGroupingPolicy": "CombineCompatibleSchemas", "TableLevelConfiguration": 2}}'
)


@dataclass(frozen=True)
class Ground:
    """A bucket, a database, and a role that may catalogue the one in the other."""

    cloud: LocalCloud
    bucket: str
    database: str
    role: str

    def put(self, key: str, body: str | bytes) -> None:
        self.put_all([key], body)

    def put_all(self, keys: Iterable[str], body: str | bytes) -> None:
        s3 = self.cloud.client("s3")
        for key in keys:
            s3.put_object(Bucket=self.bucket, Key=key, Body=body)

    def crawler(self, targets: Mapping[str, Any] | None = None, role: str | None = None, **more: Any) -> str:
        """Name of a new crawler, by default of all views of the bucket without their manifests."""
        name = unique("crawler")
        of_bucket = {"S3Targets": [{"Path": f"s3://{self.bucket}/", "Exclusions": [MANIFESTS]}]}
        properties = {
            "Name": name,
            "Role": role or self.role,
            "DatabaseName": self.database,
            "Configuration": BY_VIEW,
            "Targets": targets or of_bucket,
            **more,
        }
        self.cloud.deploy({"Crawler": {"Type": "AWS::Glue::Crawler", "Properties": properties}})
        return name

    def crawl(self, name: str) -> dict[str, Any]:
        """Last crawl of a crawler, started here and waited for."""
        self.cloud.client("glue").start_crawler(Name=name)
        return ended(self.cloud, name)

    def tables(self) -> dict[str, dict[str, Any]]:
        found = self.cloud.client("glue").get_tables(DatabaseName=self.database)["TableList"]
        return {table["Name"]: table for table in found}

    def partitions(self, table: str) -> dict[tuple[str, ...], dict[str, Any]]:
        glue = self.cloud.client("glue")
        found = glue.get_partitions(DatabaseName=self.database, TableName=table)["Partitions"]
        return {tuple(each["Values"]): each["StorageDescriptor"] for each in found}


def make_ground(cloud: LocalCloud, *, data: str = "s3:*", catalogue: str = "*") -> Ground:
    """`data` is what the role may do with objects, `catalogue` in which database it may make tables."""
    bucket, database = cloud.bucket(), unique("plant").replace("-", "_")
    cloud.client("glue").create_database(DatabaseInput={"Name": database})
    role = cloud.role(
        {"Effect": "Allow", "Action": data, "Resource": "*"},
        {"Effect": "Allow", "Action": "glue:*", "Resource": catalogue_arns(catalogue.replace("*", database))},
        {"Effect": "Allow", "Action": "logs:*", "Resource": "*"},
        service="glue.amazonaws.com",
    )
    return Ground(cloud, bucket, database, role)


def catalogue_arns(database: str) -> list[str]:
    """ARNs that a right on the tables of a database must name."""
    resources = ("catalog", f"database/{database}", f"table/{database}/*")
    return [f"arn:aws:glue:us-east-1:000000000000:{resource}" for resource in resources]


def classifier(cloud: LocalCloud, **rule: str) -> str:
    name = unique("classifier")
    properties = {"CsvClassifier": {"Name": name, "ContainsHeader": "PRESENT", **rule}}
    cloud.deploy({"Classifier": {"Type": "AWS::Glue::Classifier", "Properties": properties}})
    return name


def delta_target(ground: Ground, *tables: str) -> dict[str, Any]:
    paths = [f"s3://{ground.bucket}/delta/{table}/" for table in tables]
    return {"DeltaTargets": [{"DeltaTables": paths, "CreateNativeDeltaTable": True, "WriteManifest": False}]}


def ended(cloud: LocalCloud, name: str) -> dict[str, Any]:
    glue, deadline = cloud.client("glue"), time.monotonic() + 60
    while time.monotonic() < deadline:
        crawler = glue.get_crawler(Name=name)["Crawler"]
        if crawler["State"] == "READY":
            return dict(crawler["LastCrawl"])
        time.sleep(0.05)
    raise TimeoutError(crawler)


def columns(table: Mapping[str, Any]) -> dict[str, str]:
    descriptor = table.get("StorageDescriptor", table)
    return {column["Name"]: column["Type"] for column in descriptor["Columns"]}


def keys(table: Mapping[str, Any]) -> dict[str, str]:
    return {key["Name"]: key["Type"] for key in table["PartitionKeys"]}


def parquet(folder: Path, query: str) -> bytes:
    """A Parquet file of a query's rows."""
    file = folder / f"{unique('rows')}.parquet"
    with duckdb.connect() as database:
        database.execute(f"copy ({query}) to '{file}' (format parquet)")
    return file.read_bytes()


def tab_separated(*rows: Iterable[str]) -> str:
    return "".join("\t".join(row) + "\r\n" for row in rows)
