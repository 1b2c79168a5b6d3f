"""In what encoding a text file is."""

from __future__ import annotations

import codecs
from pathlib import Path

from own.guess.finding import Guess, UnreadableError

_BOMS = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))
_PIECE = 1 << 20
_SHOWN = 40


def guess_encoding(file: Path, guess: Guess) -> str:
    """Its first bytes prove it, or all of its bytes do; what is neither is taken as windows-1252, and shown."""
    with file.open("rb") as source:
        head = source.read(4096)
    if not head.strip():
        raise UnreadableError("the file is empty")
    bom = next((name for mark, name in _BOMS if head.startswith(mark)), None)
    if bom is not None:
        return _found(guess, bom, "its byte order mark")
    if head.count(0) * 5 > len(head):
        name = "UTF-16LE" if head[1::2].count(0) > head[0::2].count(0) else "UTF-16BE"
        return _found(guess, name, "every second byte of its letters is 0; no byte order mark")
    if _decodes(file, "utf-8"):
        is_ascii = _decodes(file, "ascii")
        return _found(guess, "UTF-8", "all of its letters are ASCII" if is_ascii else "all of its bytes decode")
    name = "windows-1252" if _decodes(file, "windows-1252") else "ISO-8859-1"
    return _found(guess, name, f"it is not UTF-8; look at “{_first_odd(file, name)}”")


def _found(guess: Guess, name: str, why: str) -> str:
    guess.options["encoding"] = name
    guess.found("encoding", name, why)
    return name


def _decodes(file: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with file.open("rb") as source:
            while piece := source.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_odd(file: Path, name: str) -> str:
    """The first letters that are not ASCII, with what stands around them."""
    with file.open(encoding=name, newline="") as source:
        for line in source:
            at = next((index for index, letter in enumerate(line) if ord(letter) > 127), None)
            if at is not None:
                return line[max(0, at - _SHOWN // 2) : at + _SHOWN // 2].strip()
    return ""
