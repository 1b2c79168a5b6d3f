"""PI Web API's answers as AVEVA documents them, as far as they are read here.

An answer that lacks what is wanted, or has another type there, is a failure and never a guess.
"""

from __future__ import annotations

from typing import Any

import msgspec


class AnswerError(Exception):
    """An answer that is none, or not to what was asked: it is asked for again."""


class State(msgspec.Struct, gc=False):
    """A digital state, of the point's own set or of PI's SYSTEM set."""

    Name: str
    Value: int
    IsSystem: bool


class Item(msgspec.Struct, gc=False):
    Timestamp: str
    Value: float | int | str | bool | State | None
    Good: bool
    Questionable: bool | None = None
    Substituted: bool | None = None
    Annotated: bool | None = None
    UnitsAbbreviation: str | None = None
    Errors: Any = None
    WebException: Any = None


class Stream(msgspec.Struct, gc=False):
    WebId: str
    Items: list[Item]
    Errors: Any = None
    WebException: Any = None


class StreamSet(msgspec.Struct, gc=False):
    Items: list[Stream]
    Errors: Any = None
    WebException: Any = None


class Point(msgspec.Struct):
    WebId: str
    Name: str
    Path: str
    PointType: str
    Step: bool = False
    Future: bool = False
    Zero: float | None = None
    Span: float | None = None
    EngineeringUnits: str = ""
    DigitalSetName: str = ""


class Attribute(msgspec.Struct):
    WebId: str
    Name: str
    Path: str
    Type: str
    TypeQualifier: str = ""
    DefaultUnitsNameAbbreviation: str = ""
    DataReferencePlugIn: str = ""
    Step: bool = False
    Zero: float | None = None
    Span: float | None = None
    Links: dict[str, str] = {}


class Named(msgspec.Struct):
    """A server, a database or an element."""

    WebId: str
    Name: str
    Path: str


class Setting(msgspec.Struct):
    """An attribute of a point, such as excmax."""

    Name: str
    Value: Any = None


class Registered(msgspec.Struct):
    """A stream that is registered for updates, or was to be."""

    Source: str
    LatestMarker: str | None = None
    Status: str = ""
    Exception: Any = None


class RegisteredSet(msgspec.Struct):
    Items: list[Registered]
    Errors: Any = None
    WebException: Any = None


class Change(msgspec.Struct, gc=False):
    """What happened to a stream at a time: `Add`, `Update`, `Delete` or `Refresh` of all that follows."""

    Action: str
    Timestamp: str


class Updates(msgspec.Struct):
    """Changes of a stream since a marker, or an error, after which it is registered no more."""

    RequestedMarker: str
    LatestMarker: str | None = None
    Events: list[Change] = []
    Exception: Any = None
    Errors: Any = None
    WebException: Any = None


class UpdatesSet(msgspec.Struct):
    Items: list[Updates]
    Errors: Any = None
    WebException: Any = None


class SubAnswer(msgspec.Struct):
    """One request's answer in a batch."""

    Status: int
    Content: msgspec.Raw = msgspec.Raw(b"null")
    Headers: dict[str, Any] = {}
