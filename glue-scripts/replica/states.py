"""PI's SYSTEM digital states: a numeric tag that shows one has no number, whatever the state's severity."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import rows_of
from replica.local_rows import local_rows

_REPR = r"^\{.*'Name':\s*(?:'([^']*)'|\"([^\"]*)\").*\}$"
_BLANKS = r"[\s\u00a0\u2007\u202f\ufeff]+"


def plain(text: Column) -> Column:
    """The text without padding: blanks of any kind around it go, those inside become one space."""
    return F.trim(F.regexp_replace(text, _BLANKS, " "))


def state_in(text: Column) -> Column:
    """struct(name, code, is_system) of a PI value object that was printed into a cell, fields null where the cell holds none.

    An exporter written in Python leaves `{'Name': 'I/O Timeout', 'Value': 246, 'IsSystem': True}` behind.
    """
    is_object = text.rlike(_REPR)
    name = F.coalesce(_found(text, _REPR, 1), _found(text, _REPR, 2))
    code = _found(text, r"'Value':\s*(\d+)", 1).cast("int")
    is_system = _found(text, r"'IsSystem':\s*([Tt]rue|[Ff]alse)", 1).cast("boolean")
    return F.struct(
        F.when(is_object, name).alias("name"),
        F.when(is_object, code).alias("code"),
        F.when(is_object, is_system).alias("is_system"),
    )


def _found(text: Column, pattern: str, group: int) -> Column:
    found = F.regexp_extract(text, pattern, group)
    return F.when(found != "", found)


def states_by_code(spark: SparkSession) -> DataFrame:
    """(code, system_name) of every system state."""
    rows = [(int(row["code"]), row["name"]) for row in rows_of("states.csv")]
    return F.broadcast(local_rows(spark, rows, "code int, system_name string"))


def states_by_name(spark: SparkSession) -> DataFrame:
    """(name_key, code_by_name) of every system state, the key in lower case; see `plain` for what else is left out."""
    rows = [(row["name"].lower(), int(row["code"])) for row in rows_of("states.csv")]
    return F.broadcast(local_rows(spark, rows, "name_key string, code_by_name int"))
