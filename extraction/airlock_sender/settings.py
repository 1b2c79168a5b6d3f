"""The settings file of a sender, read and judged whole before anything begins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from airlock_sender.credentials import Anonymous, Basic, Bearer, SecretReference
from airlock_sender.negotiate import Auth, Negotiate
from airlock_sender.ticks import ticks_of
from contract import TAGS_VIEW


class SettingsError(Exception):
    """The settings say nothing that could be done; the message names the setting, what was got and what was wanted."""


class PiSettings(NamedTuple):
    """`items` is the most readings in an answer, `address` the most letters of a request's address."""

    url: str
    auth: Auth
    ca_file: str | None = None
    timeout_s: float = 60.0
    items: int = 150_000
    address: int = 8000


class CloudSettings(NamedTuple):
    site: str
    bucket: str
    region: str
    profile: str | None = None
    endpoint_url: str | None = None
    ca_file: str | None = None
    aws_config: str | None = None


class ViewSettings(NamedTuple):
    """What a view reads: attributes below `root` of an AF database, or points. Times are ticks and seconds.

    `restates` is the cloud's own setting of the view: what a file does not name of its time is deleted there.
    """

    name: str
    start: int
    root: str | None = None
    template: str | None = None
    attributes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    file: str | None = None
    restates: bool = False
    updates: bool = False
    told_again_every_s: int = 86_400
    told_again_back_s: int = 2 * 86_400


class StreamSettings(NamedTuple):
    """Readings of a view's `attributes` go into the Kinesis stream `name` as they come; names may be filters."""

    name: str
    view: str
    attributes: tuple[str, ...]


class Settings(NamedTuple):
    pi: PiSettings
    cloud: CloudSettings
    views: tuple[ViewSettings, ...]
    folder: Path
    every_s: int = 60
    settle_s: int = 30
    rows_per_file: int = 500_000
    spool_bytes: int = 10 * 1024**3
    stream: StreamSettings | None = None


def read_settings(file: Path) -> Settings:
    """Raises `SettingsError`."""
    try:
        # Editors of Windows begin a file with a byte order mark.
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}: `airlock-sender init` writes one") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: wanted TOML in UTF-8, paths with / or in single quotes: {error}") from None
    return settings_of(told, file.parent)


def pi_settings_of(told: Mapping[str, Any]) -> PiSettings:
    """Of a command's arguments, whose names it gives."""
    return _pi(_Table(told, "--"), Path())


def settings_of(told: Mapping[str, Any], base: Path) -> Settings:
    top = _Table(told, "")
    settings = Settings(
        pi=_pi(top.table("pi"), base),
        cloud=_cloud(top.table("cloud"), base),
        views=tuple(_view(view, base) for view in top.tables("view")),
        folder=base / top.text("folder", "state"),
        every_s=top.whole("every_s", 60, least=1),
        settle_s=top.whole("settle_s", 30, least=0),
        rows_per_file=top.whole("rows_per_file", 500_000, least=1),
        spool_bytes=top.whole("spool_mb", 10 * 1024, least=1) * 1024**2,
    )
    if top.has("stream"):
        settings = settings._replace(stream=_stream(top.table("stream"), settings.views))
    top.end()
    names = [view.name for view in settings.views]
    if twice := [name for name in names if names.count(name) > 1]:
        raise SettingsError(f"view: got {twice[0]!r} twice, wanted each name once")
    return settings


class _Table:
    """A table of the file: what is asked of it is checked, and what is never asked of it is refused at its end."""

    def __init__(self, told: Mapping[str, Any], path: str) -> None:
        self._told = told
        self._path = path
        self._asked: set[str] = set()

    def fault(self, name: str, wanted: str) -> SettingsError:
        got = repr(self._told[name]) if name in self._told else "nothing"
        return SettingsError(f"{self._path}{name}: got {got}, wanted {wanted}")

    def _of(self, name: str, default: Any, fits: Callable[[Any], bool], wanted: str) -> Any:  # noqa: ANN401
        self._asked.add(name)
        if name not in self._told and default is not ...:
            return default
        if name not in self._told or not fits(self._told[name]):
            raise self.fault(name, wanted)
        return self._told[name]

    def text(self, name: str, default: Any = ..., form: str = r"(?s).+", wanted: str = "a text") -> Any:  # noqa: ANN401
        return self._of(name, default, lambda it: isinstance(it, str) and bool(re.fullmatch(form, it)), wanted)

    def texts(self, name: str) -> tuple[str, ...]:
        def fits(it: Any) -> bool:  # noqa: ANN401
            return isinstance(it, list) and all(isinstance(each, str) for each in it)

        return tuple(self._of(name, (), fits, "a list of texts"))

    def whole(self, name: str, default: int, least: int) -> int:
        def fits(it: Any) -> bool:  # noqa: ANN401
            return type(it) is int and it >= least

        return int(self._of(name, default, fits, f"a whole number of at least {least}"))

    def flag(self, name: str) -> bool:
        return bool(self._of(name, False, lambda it: isinstance(it, bool), "true or false"))

    def table(self, name: str) -> _Table:
        return _Table(self._of(name, ..., lambda it: isinstance(it, Mapping), "a table"), f"{self._path}{name}.")

    def tables(self, name: str) -> list[_Table]:
        def fits(it: Any) -> bool:  # noqa: ANN401
            return isinstance(it, list) and bool(it) and all(isinstance(each, Mapping) for each in it)

        told = self._of(name, ..., fits, f"one [[{name}]] at least")
        return [_Table(each, f"{name} {number}: ") for number, each in enumerate(told, 1)]

    def file(self, name: str, base: Path) -> str | None:
        """Path of a file that is there, beside the settings file where it is relative: a service runs elsewhere."""
        told = self.text(name, None)
        if told is not None and not (base / told).is_file():
            raise self.fault(name, f"a file that is there: {base / told} is none")
        return None if told is None else str(base / told)

    def secret(self, name: str, base: Path) -> SecretReference:
        wanted = 'a reference such as { env = "PI_PASSWORD" }, { file = "…" } or { keyring = "service/user" }, never the secret'
        self._asked.add(name)
        told = self._told.get(name)
        if isinstance(told, Mapping) and len(told) == 1:
            (kind, place), *_ = told.items()
            if kind in ("env", "file", "keyring") and isinstance(place, str) and place:
                return SecretReference(kind, str(base / place) if kind == "file" else place)
        raise SettingsError(f"{self._path}{name}: wanted {wanted}")

    def has(self, name: str) -> bool:
        return name in self._told

    def end(self) -> None:
        for name in self._told.keys() - self._asked:
            raise SettingsError(
                f"{self._path}{name}: got a setting that nobody knows, wanted one of {sorted(self._asked)}"
            )


def _pi(table: _Table, base: Path) -> PiSettings:
    url = table.text("url", form=r"https?://\S+", wanted="an address such as https://piweb.plant.example/piwebapi")
    if url.startswith("http://") and urlsplit(url).hostname not in ("localhost", "127.0.0.1", "::1"):
        raise table.fault("url", "https://: what goes by http can be read and changed on the way")
    settings = PiSettings(
        url=url,
        auth=_auth(table, base),
        ca_file=table.file("ca_file", base),
        timeout_s=float(table.whole("timeout_s", 60, least=1)),
        items=table.whole("items", 150_000, least=1),
        address=table.whole("address", 8000, least=500),
    )
    table.end()
    return settings


def negotiated(by: Literal["kerberos", "ntlm"], user: str | None, password: SecretReference | None) -> Negotiate:
    if find_spec("spnego") is None:
        raise SettingsError(f"auth: got {by!r}, wanted pyspnego for it: pip install airlock-sender[kerberos]")
    return Negotiate(by, user, password)


def _auth(table: _Table, base: Path) -> Auth:
    by = table.text("auth", None, form="kerberos|ntlm", wanted='"kerberos" or "ntlm"')
    if by is not None:
        return negotiated(by, table.text("user", None), table.secret("password", base) if table.has("user") else None)
    if table.has("user"):
        return Basic(table.text("user"), table.secret("password", base))
    return Bearer(table.secret("bearer", base)) if table.has("bearer") else Anonymous()


def _cloud(table: _Table, base: Path) -> CloudSettings:
    settings = CloudSettings(
        site=table.text("site", form=r"[a-z0-9-]{3,32}", wanted="3 to 32 of a-z, 0-9 and -"),
        bucket=table.text("bucket"),
        region=table.text("region"),
        profile=table.text("profile", None),
        endpoint_url=table.text("endpoint_url", None),
        ca_file=table.file("ca_file", base),
        aws_config=table.file("aws_config", base),
    )
    table.end()
    return settings


def _view(table: _Table, base: Path) -> ViewSettings:
    file = table.text("file", None)
    view = ViewSettings(
        name=table.text(
            "name", form=r"[a-z0-9][a-z0-9_-]*", wanted=f"a name of a-z, 0-9, _ and -; {TAGS_VIEW} is the sender's own"
        ),
        start=_moment(table, "start"),
        root=table.text(
            "root", None, form=r"\\\\[^\\]+\\[^\\].*", wanted=r"an AF path such as \\server\database\element"
        ),
        template=table.text("template", None),
        attributes=table.texts("attributes"),
        points=table.texts("points"),
        file=None if file is None else str(base / file),
        restates=table.flag("restates"),
        updates=table.flag("updates"),
        told_again_every_s=table.whole("told_again_every_s", 86_400, least=0),
        told_again_back_s=table.whole("told_again_back_s", 2 * 86_400, least=0),
    )
    if sum(map(bool, (view.root, view.points, view.file))) != 1:
        raise table.fault("root", "exactly one of root, points and file")
    if view.root is None and (view.template or view.attributes):
        raise table.fault("root", "one, since template and attributes choose below it")
    table.end()
    return view


def _stream(table: _Table, views: tuple[ViewSettings, ...]) -> StreamSettings:
    stream = StreamSettings(table.text("name"), table.text("view"), table.texts("attributes"))
    view = next((view for view in views if view.name == stream.view), None)
    if view is None:
        raise table.fault("view", f"one of {[view.name for view in views]}")
    if view.restates:
        raise table.fault("view", "one that does not restate: its files would delete what the stream told")
    if not stream.attributes:
        raise table.fault("attributes", 'names of attributes such as ["Temperature", "Flow*"]')
    table.end()
    return stream


def _moment(table: _Table, name: str) -> int:
    text = table.text(name, wanted="a moment such as 2024-01-01T00:00:00Z")
    try:
        return ticks_of(text)
    except ValueError:
        raise table.fault(name, "a moment such as 2024-01-01T00:00:00Z") from None
