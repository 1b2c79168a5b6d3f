"""One crawl from its targets to its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from standin.glue.crawl.catalogue import Catalogue
from standin.glue.crawl.classify import content_of
from standin.glue.crawl.content import Content
from standin.glue.crawl.csv_text import CsvRule
from standin.glue.crawl.delta import read_delta
from standin.glue.crawl.objects import Found, folders, list_objects, sampled
from standin.glue.crawl.parquet import Reader
from standin.glue.crawl.plan import CrawlError, Plan, S3Target
from standin.glue.crawl.table_input import delta_table, s3_table


@dataclass(frozen=True)
class Crawl:
    """`go_on` is called before each object and raises to end the crawl."""

    plan: Plan
    rules: tuple[CsvRule, ...]
    reader: Reader
    catalogue: Catalogue
    go_on: Callable[[], None]

    def run(self) -> None:
        """Raises CrawlError, or boto3's ClientError where the role lacks a right; what was written till then stays."""
        self.catalogue.glue.get_database(Name=self.plan.database)
        for target in self.plan.targets:
            self._crawl_objects(target)
        self._crawl_delta()

    def _crawl_objects(self, target: S3Target) -> None:
        names: dict[str, str] = {}
        for folder in folders(list_objects(self.reader.s3, target), target, self.plan.table_level):
            if folder.name in names:
                raise CrawlError(f"{folder.location} and {names[folder.name]}: got the table name {folder.name} twice")
            names[folder.name] = folder.location
            contents = self._contents(sampled((found for _, found in folder.objects), target.sample))
            if contents:
                known = {found for found, _ in contents}
                partitions = {values: found.folder for values, found in folder.objects if found in known}
                self.catalogue.write(s3_table(self.plan, folder, contents), partitions)

    def _contents(self, objects: Iterable[Found]) -> list[tuple[Found, Content]]:
        contents = []
        for found in objects:
            self.go_on()
            content = content_of(self.reader, found, self.rules)
            if content:
                contents.append((found, content))
            else:
                self.catalogue.log(f"WARN : {found.key}: no classifier knows its content, it is in no table")
        return contents

    def _crawl_delta(self) -> None:
        """The tables that are there, before an error that names those that are not."""
        missing = []
        for path in self.plan.delta_tables:
            self.go_on()
            table = read_delta(self.reader, path)
            if table is None:
                missing.append(path)
            else:
                # Its partitions stand in Delta's log alone.
                self.catalogue.write(delta_table(self.plan, table), {})
        if missing:
            raise CrawlError(f"got no Delta table at {', '.join(missing)}")
