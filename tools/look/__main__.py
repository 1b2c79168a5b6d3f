"""The command `python -m look --silver URI --gold URI tables|query SQL`. Exit 2 with one line where it cannot tell."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

import duckdb
from deltalake.exceptions import DeltaError

from look.query import connect
from look.tables import Table, tables_in

ROWS_SHOWN = 100
WIDTH = 240
CHUNK = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        options.verb(options)
    except (duckdb.Error, DeltaError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="look", description=__doc__)
    parser.add_argument("--silver", required=True, help="s3://bucket or file:///folder")
    parser.add_argument("--gold", required=True, help="s3://bucket or file:///folder")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    verb = verbs.add_parser("tables", help="each table with its rows, columns and last change")
    verb.set_defaults(verb=_show_tables)
    verb = verbs.add_parser("query", help="SQL over schemas silver and gold")
    verb.add_argument("sql")
    verb.add_argument("--csv", action="store_true", help="comma-separated values, all of them")
    verb.set_defaults(verb=_answer)
    return parser


def _layers(given: Namespace) -> dict[str, str]:
    return {"silver": given.silver, "gold": given.gold}


def _show_tables(given: Namespace) -> None:
    found = [table for layer, uri in _layers(given).items() for table in tables_in(layer, uri)]
    if not found:
        print("no table yet: npm run airlock -- local run")
        return
    width = max(len(_name(table)) for table in found)
    print(f"{'table':{width}}  {'rows':>12}  columns  version  changed (UTC)")
    for table in found:
        changed = table.changed.strftime("%Y-%m-%d %H:%M:%S")
        print(f"{_name(table):{width}}  {table.rows:>12,}  {table.columns:>7}  {table.version:>7}  {changed}")


def _name(table: Table) -> str:
    return f"{table.layer}.{table.name}"


def _answer(given: Namespace) -> None:
    with connect(_layers(given)) as con:
        if not given.csv:
            answer = con.sql(given.sql)
            if answer is not None:
                answer.show(max_rows=ROWS_SHOWN, max_width=WIDTH)
            return
        cursor = con.execute(given.sql)
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(column[0] for column in cursor.description or ())
        while rows := cursor.fetchmany(CHUNK):
            out.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
