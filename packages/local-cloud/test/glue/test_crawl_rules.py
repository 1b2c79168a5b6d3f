"""How a crawl reads settings, keys and text."""

from __future__ import annotations

from typing import Any

import pytest
from standin.glue.authorization import held_by, resource_of
from standin.glue.crawl.columns import combine, wider
from standin.glue.crawl.csv_text import BUILT_IN, CsvRule, kind_of, read_csv
from standin.glue.crawl.delta_types import hive_type
from standin.glue.crawl.json_text import read_json
from standin.glue.crawl.objects import Found, folders, sampled, table_name
from standin.glue.crawl.plan import CrawlError, S3Target, glob, plan_of

CRAWLER: dict[str, Any] = {"Name": "c", "DatabaseName": "d", "Targets": {}}


@pytest.mark.parametrize(
    ("pattern", "matches", "does_not"),
    [
        ("**.manifest.json*", "view=a/run=1/x.parquet.manifest.json.v1", "view=a/run=1/x.parquet.v1"),
        ("view=lab/**", "view=lab/run=1/a", "view=labs/a"),
        ("*.csv", "a.csv", "view=a/a.csv"),
        ("a?.csv", "ab.csv", "abc.csv"),
        ("a.csv", "a.csv", "abcsv"),
    ],
)
def test_an_exclude_pattern(pattern: str, matches: str, does_not: str) -> None:
    assert glob(pattern).fullmatch(matches)
    assert not glob(pattern).fullmatch(does_not)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"RecrawlPolicy": {"RecrawlBehavior": "CRAWL_EVENT_MODE"}}, "CRAWL_EVENT_MODE"),
        ({"SchemaChangePolicy": {"DeleteBehavior": "DELETE_FROM_DATABASE"}}, "DELETE_FROM_DATABASE"),
        ({"Targets": {"JdbcTargets": [{}]}}, "JdbcTargets"),
        ({"Targets": {"S3Targets": [{"Path": "s3://b/", "SampleSize": 250}]}}, "SampleSize"),
        ({"Targets": {"S3Targets": [{"Path": "b/"}]}}, "'b/'"),
        ({"Targets": {"S3Targets": [{"Path": "s3://b/", "Exclusions": ["[ab]"]}]}}, "exclude pattern"),
        ({"Targets": {"DeltaTargets": [{"DeltaTables": []}]}}, "CreateNativeDeltaTable"),
        ({"Targets": {"DeltaTargets": [{"CreateNativeDeltaTable": True, "WriteManifest": True}]}}, "WriteManifest"),
        ({"Targets": {"S3Targets": [{"Path": "s3://b/"}]}}, "InheritFromTable"),
    ],
)
def test_a_setting_that_no_crawl_here_follows_is_refused_by_name(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(CrawlError, match=named):
        plan_of({**CRAWLER, **settings})


TARGET = S3Target("b", "site=a/", ())


def test_objects_are_put_together_by_the_folder_of_the_table_level() -> None:
    keys = ("site=a/view=x/run=1/a", "site=a/view=x/run=2/b", "site=a/view=y/c", "site=a/stray")
    found = [Found("b", key, 1) for key in keys]
    x, y = folders(found, TARGET, 3)
    assert (x.location, x.keys, x.name) == ("s3://b/site=a/view=x/", ("run",), "view_x")
    assert [(values, each.key) for values, each in x.objects] == [
        (("1",), "site=a/view=x/run=1/a"),
        (("2",), "site=a/view=x/run=2/b"),
    ]
    assert (y.keys, y.objects) == ((), (((), found[2]),))


def test_of_a_sampled_target_each_folder_has_its_first_objects_read() -> None:
    keys = ("view=x/run=1/a", "view=x/run=1/b", "view=x/run=1/c", "view=x/run=2/d")
    found = [Found("b", key, 1) for key in keys]
    assert [each.key for each in sampled(found, 2)] == [keys[0], keys[1], keys[3]]
    assert list(sampled(found, None)) == found


def test_a_folder_without_a_name_is_a_numbered_partition() -> None:
    (table,) = folders([Found("b", "site=a/view=x/2026/day=7/a", 1)], TARGET, 3)
    assert (table.keys, table.objects[0][0]) == (("partition_0", "day"), ("2026", "7"))


def test_objects_at_two_depths_are_no_table() -> None:
    found = [Found("b", "site=a/view=x/run=1/a", 1), Found("b", "site=a/view=x/b", 1)]
    with pytest.raises(CrawlError, match=r"site=a/view=x/b: got the partitions none, wanted run"):
        list(folders(found, TARGET, 3))


def test_a_table_is_named_after_its_folder() -> None:
    assert [table_name(f"s3://b/{folder}/") for folder in ("view=_tags", "Lab-1")] == ["view__tags", "lab_1"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("12", "bigint"),
        ("-1", "bigint"),
        (" 7 ", "bigint"),
        ("636497568000000000", "bigint"),
        ("6364975680000000001", "double"),
        ("-0.0", "double"),
        ("1.2e-3", "double"),
        ("1,5", "string"),
        ("Bad Input", "string"),
        ("NaN", "string"),
        ("01/31/2018", "string"),
        ("", None),
    ],
)
def test_the_type_of_a_cell(value: str, kind: str | None) -> None:
    assert kind_of(value) == kind


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("int", "bigint", "bigint"),
        ("bigint", "double", "double"),
        ("double", "string", "string"),
        ("date", "timestamp", "string"),
        (None, "double", "double"),
        (None, None, None),
    ],
)
def test_the_type_that_holds_two(one: str | None, other: str | None, both: str | None) -> None:
    assert [wider(one, other), wider(other, one)] == [both, both]


def test_columns_keep_the_order_of_their_first_appearance() -> None:
    assert list(combine([{"b": None, "a": "int"}, {"c": "int", "a": "int"}])) == ["b", "a", "c"]


TAB = CsvRule("\t", "PRESENT")


def test_a_header_alone_has_columns_without_a_type() -> None:
    content = read_csv("Id\tName\n", TAB)
    assert content
    assert (content.columns, content.rows) == ({"id": None, "name": None}, 0)


def test_a_text_of_another_delimiter_is_not_of_the_rule() -> None:
    assert read_csv("Id,Name\n1,a\n", TAB) is None


def test_names_that_differ_in_case_alone_are_refused() -> None:
    with pytest.raises(CrawlError, match="columns id more than once"):
        read_csv("Id\tID\n1\t2\n", TAB)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("id;name\n1;a\n2;b\n", {"id": "bigint", "name": "string"}),
        ("1;a\n2;b\n", {"col0": "bigint", "col1": "string"}),
        ("a;b\nc;d\n", {"col0": "string", "col1": "string"}),
    ],
)
def test_a_guess_takes_a_first_line_for_a_header_where_numbers_follow(text: str, columns: dict[str, str]) -> None:
    found = [content for rule in BUILT_IN if (content := read_csv(text, rule))]
    assert [content.columns for content in found] == [columns]


def test_prose_is_no_table() -> None:
    assert not any(read_csv("hello, world\nthis is text\n", rule) for rule in BUILT_IN)


def test_json_objects() -> None:
    content = read_json('{"rows": 1, "tags": {"a": 1.5}, "names": ["x"], "none": null}\n{"rows": 2, "ok": true}')
    assert content
    assert content.columns == {
        "rows": "int",
        "tags": "struct<a:double>",
        "names": "array<string>",
        "none": None,
        "ok": "boolean",
    }
    assert read_json("[1, 2]") is None


def test_a_delta_type_as_hive_writes_it() -> None:
    array = {"type": "array", "elementType": "short", "containsNull": True}
    inner = {"type": "struct", "fields": [{"name": "A", "type": array}, {"name": "b", "type": "decimal(10,2)"}]}
    assert hive_type(inner) == "struct<a:array<smallint>,b:decimal(10,2)>"


@pytest.mark.parametrize(
    ("action", "body", "resource"),
    [
        ("GetDatabase", {"Name": "d"}, "database/d"),
        ("CreateDatabase", {"DatabaseInput": {"Name": "d"}}, "database/d"),
        ("GetTable", {"DatabaseName": "d", "Name": "t"}, "table/d/t"),
        ("CreateTable", {"DatabaseName": "d", "TableInput": {"Name": "t"}}, "table/d/t"),
        ("GetTables", {"DatabaseName": "d"}, "table/d/*"),
        ("BatchCreatePartition", {"DatabaseName": "d", "TableName": "t"}, "table/d/t"),
        ("StartCrawler", {"Name": "c"}, "crawler/c"),
        ("CreateCrawler", {"Name": "c", "DatabaseName": "d"}, "crawler/c"),
        ("StartJobRun", {"JobName": "j"}, None),
    ],
)
def test_the_resource_that_a_glue_request_is_asked_on(action: str, body: dict[str, Any], resource: str | None) -> None:
    assert resource_of(action, body) == resource


def test_a_right_on_a_table_is_wanted_on_its_database_and_the_catalogue_too() -> None:
    glue = "arn:aws:glue:us-east-1:000000000000"
    assert held_by(f"{glue}:table/d/t") == [f"{glue}:catalog", f"{glue}:database/d"]
    assert held_by(f"{glue}:crawler/c") == []
