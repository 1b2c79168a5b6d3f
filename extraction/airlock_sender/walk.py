"""Finds the tags of a view: attributes below an AF element, points by path or by a filter, or what a file names."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from airlock_sender.answers import Attribute, Named, Point, Setting
from airlock_sender.pi import LIST_PAGE, Pi, decoded, list_page, unique, web_id_in
from airlock_sender.settings import SettingsError, ViewSettings
from airlock_sender.tags import Tag
from contract import rows_of

_TYPES = frozenset(row["name"] for row in rows_of("types.csv"))
_PI_POINT = "PI Point"


class Found(NamedTuple):
    """Tags of a view in order of their paths, and how many attributes have no history of their own."""

    tags: list[Tag]
    left_out: int = 0


def find_tags(pi: Pi, view: ViewSettings) -> Found:
    if view.root is not None:
        found = _below(pi, view.root, view)
    elif view.file is not None:
        found = Found(_of_file(pi, Path(view.file)))
    else:
        found = Found(_of_points(pi, view.points))
    if not found.tags:
        raise SettingsError(f"view {view.name}: found no tag in PI, wanted one at least")
    return Found(sorted({tag.path: tag for tag in found.tags}.values()), found.left_out)


def _below(pi: Pi, root: str, view: ViewSettings) -> Found:
    elements = _elements(pi, root, view.template)
    attributes = [
        each
        for each in _attributes(pi, elements)
        if not view.attributes or any(fnmatchcase(each.Name.lower(), name.lower()) for name in view.attributes)
    ]
    read = [each for each in attributes if each.DataReferencePlugIn == _PI_POINT]
    points = [_point_link(each) for each in read]
    known = dict(zip(unique(p for p in points if p), _points(pi, unique(p for p in points if p)), strict=True))
    tags = [_attribute_tag(each, known.get(point or "")) for each, point in zip(read, points, strict=True)]
    return Found(tags, len(attributes) - len(read))


def _elements(pi: Pi, root: str, template: str | None) -> list[Named]:
    """The root, where it is an element and no template is wanted, and every element below it."""
    _, _, server, database, *rest = root.split("\\")
    query = [("searchFullHierarchy", "true"), *([("templateName", template)] if template else [])]
    if not rest:
        home = pi.one(Named, "assetdatabases", [("path", rf"\\{server}\{database}")])
        return list(pi.listed(Named, f"assetdatabases/{home.WebId}/elements", query))
    home = pi.one(Named, "elements", [("path", root)])
    below = list(pi.listed(Named, f"elements/{home.WebId}/elements", query))
    return below if template else [home, *below]


def _attributes(pi: Pi, elements: Sequence[Named]) -> Iterable[Attribute]:
    """Of each element, those within attributes too."""
    query = (("searchFullHierarchy", "true"), ("maxCount", str(LIST_PAGE)))
    asked = [(f"elements/{each.WebId}/attributes", query) for each in elements]
    pages = pi.batch(asked, lambda body: list_page(Attribute, body))
    for (path, _), (items, is_last) in zip(asked, pages, strict=True):
        yield from items if is_last else pi.listed(Attribute, path, query[:1])


def _point_link(attribute: Attribute) -> str | None:
    return web_id_in(attribute.Links["Point"]) if "Point" in attribute.Links else None


def _attribute_tag(attribute: Attribute, point: Tag | None) -> Tag:
    asset, _, name = attribute.Path.partition("|")
    kind, is_set = attribute.Type, attribute.Type.startswith("Enumeration")
    told = point or Tag(asset, name, None, attribute.WebId)
    return told._replace(
        asset=asset,
        attribute=name,
        web_id=attribute.WebId,
        type="Digital" if is_set else kind if kind.lower() in _TYPES else told.type,
        step=attribute.Step,
        unit=attribute.DefaultUnitsNameAbbreviation or told.unit,
        zero=told.zero if attribute.Zero is None else attribute.Zero,
        span=told.span if attribute.Span is None else attribute.Span,
        digital_set=(attribute.TypeQualifier or told.digital_set) if is_set else told.digital_set,
    )


def _points(pi: Pi, web_ids: Sequence[str]) -> list[Tag]:
    """Points as tags of their own, `\\\\server|point`."""
    return _with_settings(pi, list(pi.batch([(f"points/{web_id}", ()) for web_id in web_ids], _point)))


def _point(body: bytes) -> Point:
    return decoded(Point, body)


def _with_settings(pi: Pi, points: Sequence[Point]) -> list[Tag]:
    asked = [(f"points/{point.WebId}/attributes", (("maxCount", str(LIST_PAGE)),)) for point in points]
    told = pi.batch(asked, lambda body: list_page(Setting, body)[0])
    return [_point_tag(point, settings) for point, settings in zip(points, told, strict=True)]


def _point_tag(point: Point, settings: Sequence[Setting]) -> Tag:
    told = {each.Name.lower(): each.Value for each in settings}

    def number(name: str) -> float | None:
        value = told.get(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    server = point.Path.split("\\")[2]
    return Tag(
        asset=rf"\\{server}",
        attribute=point.Name,
        point=point.Name,
        web_id=point.WebId,
        server=server,
        type=point.PointType,
        step=point.Step,
        unit=point.EngineeringUnits or None,
        zero=point.Zero,
        span=point.Span,
        exc_dev=number("excdev"),
        exc_max_s=number("excmax"),
        comp_dev=number("compdev"),
        comp_max_s=number("compmax"),
        future=point.Future,
        digital_set=point.DigitalSetName or None,
    )


def _of_points(pi: Pi, paths: Sequence[str]) -> list[Tag]:
    """Points by path; a name with * or ? is a filter."""
    filters = [path for path in paths if "*" in path or "?" in path]
    points = list(pi.batch([("points", (("path", path),)) for path in paths if path not in filters], _point))
    for path in filters:
        server, _, name = path.removeprefix("\\\\").partition("\\")
        home = pi.one(Named, "dataservers", [("name", server)])
        points += pi.listed(Point, f"dataservers/{home.WebId}/points", [("nameFilter", name)])
    return _with_settings(pi, points)


def _of_file(pi: Pi, file: Path) -> list[Tag]:
    """A CSV file with a header: asset, attribute, point (its path)."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: wanted a CSV file in UTF-8: {error}") from None
    if not rows or not {"asset", "attribute", "point"} <= rows[0].keys():
        raise SettingsError(
            f"{file}: got {list(rows[0]) if rows else 'no row'}, wanted columns asset, attribute and point"
        )
    if filters := [row["point"] for row in rows if "*" in row["point"] or "?" in row["point"]]:
        raise SettingsError(f"{file}: got {filters[0]!r}, wanted the path of one point")
    names = Counter((row["asset"].strip().lower(), row["attribute"].strip().lower()) for row in rows)
    if twice := [name for name, count in names.items() if count > 1]:
        raise SettingsError(f"{file}: got {'|'.join(twice[0])!r} twice, wanted a row a tag")
    tags = _of_points(pi, [row["point"] for row in rows])
    return [
        tag._replace(asset=row["asset"].strip(), attribute=row["attribute"].strip())
        for tag, row in zip(tags, rows, strict=True)
    ]
