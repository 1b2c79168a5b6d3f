"""A crawl makes tables and partitions out of what stands there, with the rights of its crawler's role and no others."""

from __future__ import annotations

import json
from pathlib import Path

import deltalake
import pytest
from botocore.exceptions import ClientError
from deltalake.schema import Field, MapType, PrimitiveType
from standin.testing.crawling import (
    Ground,
    catalogue_arns,
    classifier,
    columns,
    delta_target,
    keys,
    make_ground,
    parquet,
    tab_separated,
)
from standin.testing.local_cloud import LocalCloud

ID = "select 1::bigint as id"


@pytest.fixture
def ground(cloud: LocalCloud) -> Ground:
    return make_ground(cloud)


def test_separated_text_becomes_a_table_with_a_partition_for_each_folder(ground: Ground) -> None:
    header = ("Id", "Name", "Level", "Flow", "Spare")
    ground.put(
        "view=process/run=1/a.csv.v1", tab_separated(header, ("1", "Unit", "7", "1.5", ""), ("2", "U", "8", "2"))
    )
    ground.put("view=process/run=2/b.csv.v1", tab_separated(header, ("3", "Unit", "9.5", "I/O Timeout", "")))
    crawler = ground.crawler(Classifiers=[classifier(ground.cloud, Delimiter="\t")])
    assert ground.crawl(crawler)["Status"] == "SUCCEEDED"
    table = ground.tables()["view_process"]
    assert columns(table) == {"id": "bigint", "name": "string", "level": "double", "flow": "string", "spare": "string"}
    assert keys(table) == {"run": "string"}
    assert table["StorageDescriptor"]["SerdeInfo"]["Parameters"] == {"field.delim": "\t"}
    assert (table["Parameters"]["classification"], table["Parameters"]["skip.header.line.count"]) == ("csv", "1")
    partitions = ground.partitions("view_process")
    assert {values: each["Location"] for values, each in partitions.items()} == {
        ("1",): f"s3://{ground.bucket}/view=process/run=1/",
        ("2",): f"s3://{ground.bucket}/view=process/run=2/",
    }
    assert columns(partitions[("1",)]) == columns(table)


def test_a_new_column_changes_the_table_and_every_partition(ground: Ground, tmp_path: Path) -> None:
    ground.put("view=lab/run=1/a.parquet", parquet(tmp_path, ID))
    crawler = ground.crawler(TablePrefix="bronze_")
    ground.crawl(crawler)
    assert columns(ground.tables()["bronze_view_lab"]) == {"id": "bigint"}
    ground.put(
        "view=lab/run=2/b.parquet", parquet(tmp_path, f"{ID}, [1.5::double] as Many, {{'a': date '2026-01-01'}} s")
    )
    assert ground.crawl(crawler)["Status"] == "SUCCEEDED"
    wanted = {"id": "bigint", "many": "array<double>", "s": "struct<a:date>"}
    assert columns(ground.tables()["bronze_view_lab"]) == wanted
    assert [columns(each) for each in ground.partitions("bronze_view_lab").values()] == [wanted, wanted]
    (metrics,) = ground.cloud.client("glue").get_crawler_metrics(CrawlerNameList=[crawler])["CrawlerMetricsList"]
    assert (metrics["TablesCreated"], metrics["TablesUpdated"]) == (0, 1)


def test_a_crawl_that_finds_nothing_new_changes_nothing(ground: Ground, tmp_path: Path) -> None:
    ground.put("view=lab/run=1/a.parquet", parquet(tmp_path, ID))
    crawler = ground.crawler()
    ground.crawl(crawler)
    first = ground.tables()
    ground.crawl(crawler)
    assert ground.tables() == first


def test_what_people_said_of_a_table_stays(ground: Ground, tmp_path: Path) -> None:
    ground.put("view=lab/run=1/a.parquet", parquet(tmp_path, ID))
    crawler = ground.crawler()
    ground.crawl(crawler)
    glue, table = ground.cloud.client("glue"), ground.tables()["view_lab"]
    names = ("Name", "StorageDescriptor", "PartitionKeys", "TableType")
    described = {**{name: table[name] for name in names}, "Description": "samples", "Parameters": {"owner": "lab"}}
    glue.update_table(DatabaseName=ground.database, TableInput=described)
    ground.crawl(crawler)
    now = ground.tables()["view_lab"]
    assert (now["Description"], now["Parameters"]["owner"]) == ("samples", "lab")
    assert now["Parameters"]["classification"] == "parquet"


def test_a_manifest_is_in_no_table_and_would_not_fit_in_one(ground: Ground, tmp_path: Path) -> None:
    ground.put("view=lab/run=1/a.parquet.v1", parquet(tmp_path, ID))
    ground.put("view=lab/run=1/a.parquet.manifest.json.v1", json.dumps({"rows": 1}))
    assert ground.crawl(ground.crawler())["Status"] == "SUCCEEDED"
    assert ground.tables()["view_lab"]["Parameters"]["objectCount"] == "1"
    everything = {"S3Targets": [{"Path": f"s3://{ground.bucket}/"}]}
    last = ground.crawl(ground.crawler(everything, TablePrefix="all_"))
    assert last["Status"] == "FAILED"
    assert (
        "got parquet in view=lab/run=1/a.parquet.v1 and json in view=lab/run=1/a.parquet.manifest"
        in last["ErrorMessage"]
    )
    assert list(ground.tables()) == ["view_lab"]


def test_what_no_classifier_knows_is_left_out_and_told_in_the_log(ground: Ground, tmp_path: Path) -> None:
    whole = parquet(tmp_path, ID)
    ground.put("view=lab/run=1/a.parquet", whole)
    ground.put("view=lab/run=2/cut.parquet", whole[:-20])
    crawler = ground.crawler()
    assert ground.crawl(crawler)["Status"] == "SUCCEEDED"
    assert list(ground.partitions("view_lab")) == [("1",)]
    events = ground.cloud.client("logs").get_log_events(logGroupName="/aws-glue/crawlers", logStreamName=crawler)
    assert any("cut.parquet: no classifier knows" in event["message"] for event in events["events"])


SCHEMA = deltalake.Schema(
    [
        Field("site", PrimitiveType("string")),
        Field("value", PrimitiveType("double")),
        Field("reasons", MapType(PrimitiveType("string"), PrimitiveType("long"))),
    ]
)


def delta_table(folder: Path) -> deltalake.DeltaTable:
    """A table that deltalake itself made, in its versions 0 and 1."""
    table = deltalake.DeltaTable.create(folder, SCHEMA, partition_by=["site"])
    table.alter.set_table_properties({"delta.appendOnly": "true"})
    return table


def put_log(ground: Ground, folder: Path) -> None:
    for file in (folder / "_delta_log").iterdir():
        ground.put(f"delta/pi_event/_delta_log/{file.name}", file.read_bytes())


def test_a_delta_table_is_catalogued_by_its_log(ground: Ground, tmp_path: Path) -> None:
    delta_table(tmp_path)
    put_log(ground, tmp_path)
    crawler = ground.crawler(delta_target(ground, "pi_event"), TablePrefix="silver_")
    assert ground.crawl(crawler)["Status"] == "SUCCEEDED"
    table = ground.tables()["silver_pi_event"]
    assert (columns(table), keys(table)) == ({"value": "double", "reasons": "map<string,bigint>"}, {"site": "string"})
    told = {"classification": "delta", "table_type": "delta", "spark.sql.sources.provider": "delta"}
    assert told.items() <= table["Parameters"].items()
    assert table["Parameters"]["delta.lastUpdateVersion"] == "1"
    assert table["StorageDescriptor"]["Location"] == f"s3://{ground.bucket}/delta/pi_event/"


def test_a_delta_log_that_was_cut_is_read_from_its_checkpoint(ground: Ground, tmp_path: Path) -> None:
    table = delta_table(tmp_path)
    table.create_checkpoint()
    table.alter.set_table_properties({"delta.appendOnly": "false"})
    for version in (0, 1):
        (tmp_path / "_delta_log" / f"{version:020d}.json").unlink()
    put_log(ground, tmp_path)
    assert ground.crawl(ground.crawler(delta_target(ground, "pi_event")))["Status"] == "SUCCEEDED"
    assert keys(ground.tables()["pi_event"]) == {"site": "string"}
    assert ground.tables()["pi_event"]["Parameters"]["delta.lastUpdateVersion"] == "2"


def test_a_log_that_is_none_fails_the_crawl_and_says_so(ground: Ground) -> None:
    ground.put(f"delta/pi_event/_delta_log/{0:020d}.json", "no commit")
    last = ground.crawl(ground.crawler(delta_target(ground, "pi_event")))
    assert last["Status"] == "FAILED"
    assert "delta/pi_event/: its Delta log cannot be read" in last["ErrorMessage"]


def test_a_missing_delta_table_fails_the_crawl_and_hides_no_other(ground: Ground, tmp_path: Path) -> None:
    delta_table(tmp_path)
    put_log(ground, tmp_path)
    last = ground.crawl(ground.crawler(delta_target(ground, "nothing", "pi_event")))
    message = f"got no Delta table at s3://{ground.bucket}/delta/nothing/"
    assert (last["Status"], last["ErrorMessage"]) == ("FAILED", message)
    assert list(ground.tables()) == ["pi_event"]


@pytest.mark.parametrize(
    ("data", "catalogue", "refused"),
    [
        ("s3:ListBucket", "*", "GetObject"),
        ("s3:GetObject", "*", "ListObjectsV2"),
        ("s3:*", "another", "GetDatabase"),
    ],
)
def test_a_crawl_fails_where_its_role_has_no_right(
    cloud: LocalCloud, tmp_path: Path, data: str, catalogue: str, refused: str
) -> None:
    ground = make_ground(cloud, data=data, catalogue=catalogue)
    ground.put("view=lab/run=1/a.parquet", parquet(tmp_path, ID))
    last = ground.crawl(ground.crawler())
    assert last["Status"] == "FAILED"
    assert "AccessDenied" in last["ErrorMessage"]
    assert refused in last["ErrorMessage"]
    assert ground.tables() == {}


def test_a_table_is_made_with_a_right_on_it_its_database_and_the_catalogue_alone(cloud: LocalCloud) -> None:
    ground = make_ground(cloud)
    user = cloud.user({"Effect": "Allow", "Action": "glue:*", "Resource": catalogue_arns(ground.database)})
    glue = cloud.client("glue", user)
    glue.create_table(DatabaseName=ground.database, TableInput={"Name": "mine"})
    other = make_ground(cloud)
    with pytest.raises(ClientError, match="AccessDenied"):
        glue.create_table(DatabaseName=other.database, TableInput={"Name": "foreign"})
    for arn in catalogue_arns(ground.database):
        short = [other_arn for other_arn in catalogue_arns(ground.database) if other_arn != arn]
        user = cloud.user({"Effect": "Allow", "Action": "glue:*", "Resource": short})
        with pytest.raises(ClientError, match="AccessDenied"):
            cloud.client("glue", user).get_table(DatabaseName=ground.database, Name="mine")
