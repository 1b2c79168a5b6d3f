"""Letters of any script as a-z and 0-9, so that a column can be typed.

Latin letters lose their marks, Greek and Cyrillic ones are told as they are read, one of another script as u and its code.
"""

from __future__ import annotations

import re
import unicodedata

_READ = dict(
    pair.split("=")
    for line in (
        "α=a β=b γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o",
        "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch",
        "ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=ye ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz",
        "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ŧ=t ŋ=n",
    )
    for pair in line.split()
)


def latin(text: str) -> str:
    """`text` in a-z, 0-9 and single _: what is no letter parts words, and where nothing else is there its codes are told."""
    told = "".join(map(_spelt, unicodedata.normalize("NFKD", text.lower())))
    plain = re.sub(r"[^a-z0-9]+", "_", told).strip("_")
    return plain or "_".join(f"u{ord(sign):04x}" for sign in text)


def _spelt(sign: str) -> str:
    if sign.isascii():
        return sign
    if unicodedata.combining(sign):
        return ""
    other = f"u{ord(sign):04x}" if sign.isalpha() else "_"
    return _READ.get(sign, other)
