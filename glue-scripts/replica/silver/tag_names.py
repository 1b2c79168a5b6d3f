"""Which tag each name in the cells is: names are matched without case and padding, as PI and AF match them."""

from __future__ import annotations

import duckdb

from replica.engine.connect import literal, rule
from replica.readers.reader import name_key
from replica.rules.references import load
from replica.settings import View

DIGITAL_SET = "name VARCHAR, code INTEGER, state VARCHAR, state_key VARCHAR"
_DECLARED = (
    "attribute VARCHAR, type VARCHAR, unit VARCHAR, sent_unit VARCHAR, zero DOUBLE, span DOUBLE, future BOOLEAN, "
    "digital_set VARCHAR"
)
UNDECLARED = "Undeclared"
"""Type of a tag whose column the settings do not know."""
_ALWAYS = (-(1 << 62), 1 << 62)


def meet_tags(con: duckdb.DuckDBPyConnection, view: View) -> None:
    """Make tag_name(site, asset, attribute, tag_id) of the names in the view `cell`, and `tag`, the versions that judge them.

    Reads tag_version (tag_history.sql). Columns that are attributes are declared by the settings of their view, on whatever assets it has,
    and hold for all that its objects say, with the sets of digital states that they name: digital_set; they alone have a `sent_unit`. A
    column that the settings do not know is a tag all the same, of which nothing is known.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE name AS
        SELECT *, name_key(asset) AS asset_key, name_key(attribute) AS attribute_key
        FROM (SELECT site, asset_named(asset) AS asset, attribute_named(asset, attribute, point) AS attribute,
                min((arrival, source_row)) AS seen
            FROM cell JOIN object USING (arrival) WHERE row_fault IS NULL GROUP BY ALL)
        WHERE plain(attribute) <> ''"""
    )
    if not view.has_attributes:
        con.execute(rule("tag_met"))
        con.execute("CREATE OR REPLACE TEMP VIEW tag AS SELECT *, NULL::VARCHAR AS sent_unit FROM tag_judging")
        load(con, "digital_set", DIGITAL_SET, [])
        return
    declared = {name_key(each.name): each for each in reversed(view.columns)}.values()
    load(con, "declared", _DECLARED, [
        (c.name, c.type, c.unit, c.sent_unit, c.zero, c.span, c.future, c.set) for c in declared
    ])  # fmt: skip
    load(con, "digital_set", DIGITAL_SET, [
        (each["set"], each["code"], each["name"].strip(), name_key(each["name"])) for each in view.options.get("digitalSets", ())
    ])  # fmt: skip
    # the first spelling of a name stays; between tasks that is settled later
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE tag_name AS
        WITH spelt AS (SELECT site, asset_key, arg_min(padless(asset), seen) AS asset FROM name GROUP BY ALL),
        spelt_attribute AS (SELECT site, attribute_key, arg_min(padless(attribute), seen) AS attribute FROM name GROUP BY ALL),
        known AS (SELECT site, asset_key, min(asset) AS asset FROM tag_version GROUP BY ALL)
        SELECT name.site, name.asset, name.attribute, declared.* EXCLUDE (attribute, type),
            CASE WHEN declared.attribute IS NULL THEN {literal(UNDECLARED)} ELSE declared.type END AS type,
            coalesce(known.asset, spelt.asset) AS tag_asset, coalesce(declared.attribute, spelt_attribute.attribute) AS tag_attribute,
            tag_of(name.site, tag_asset, tag_attribute) AS tag_id
        FROM name LEFT JOIN declared ON name_key(declared.attribute) = name.attribute_key
        JOIN spelt USING (site, asset_key) JOIN spelt_attribute USING (site, attribute_key) LEFT JOIN known USING (site, asset_key)
        WHERE plain(name.asset) <> ''"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW tag AS
        SELECT DISTINCT tag_id, {_ALWAYS[0]}::BIGINT AS from_ticks, {_ALWAYS[1]}::BIGINT AS to_ticks, type, unit, sent_unit,
            zero, span, future, digital_set FROM tag_name"""
    )
