"""Letters of any script in a-z, 0-9 and _, so that a column can be typed: Latin letters without their marks, Greek and Cyrillic as they
are read, a letter of another script as u and its code."""

from __future__ import annotations

import re
import unicodedata

_READ = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψως", "a b g d e z i th i k l m n x o p r s t y f ch ps o s".split(), strict=True)),
    **dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя",
               "a b v g d e zh z i j k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(), strict=True)),
    **dict(zip("іїєґўђјљњћџ", "i i ye g u dj j lj nj c dz".split(), strict=True)),
    **dict(zip("ßæœøłđðþıħŧŋ", "ss ae oe o l d d th i h t n".split(), strict=True)),
}  # fmt: skip


def latin(text: str) -> str:
    """`text` in a-z, 0-9 and single _; signs that are no letters part words, and where nothing else is there they are told by their codes."""
    told = "".join(map(_spelt, unicodedata.normalize("NFKD", text.lower())))
    plain = re.sub(r"[^a-z0-9]+", "_", told).strip("_")
    return plain or "_".join(f"u{ord(sign):04x}" for sign in text)


def _spelt(sign: str) -> str:
    if sign.isascii():
        return sign
    if unicodedata.combining(sign):
        return ""
    return _READ.get(sign, "").replace("_", "") if sign in _READ else f"u{ord(sign):04x}" if sign.isalpha() else "_"
