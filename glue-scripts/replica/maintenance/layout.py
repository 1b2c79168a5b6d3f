"""How the files of silver's tables shall lie."""

from __future__ import annotations

from dataclasses import dataclass

from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, TAG_QUALITY, SilverTable

_MIB = 1 << 20
_FEW = 3
"""So many small files may stay side by side: with none, a single late reading would have its day written anew."""


@dataclass(frozen=True)
class Layout:
    """Files of `target` bytes, sorted by `order`. Up to `together` bytes of small files are sorted as one, and cut where the first
    column of `order` changes: what is below half the target is small."""

    table: SilverTable
    order: tuple[str, ...]
    target: int = 64 * _MIB
    together: int = 64 * _MIB
    few: int = _FEW

    @property
    def small(self) -> int:
        return self.target // 2


LAYOUTS = (
    Layout(PI_EVENT, ("tag_id", "event_ticks", "revision", "seq"), together=512 * _MIB),
    # A run opens those that may hold a frame that came in: by its id, of files that are not large.
    Layout(PI_EVENT_FRAME, ("frame_id", "site", "feeder", "view", "revision"), target=16 * _MIB),
    Layout(TAG, ("tag_id", "valid_from")),
    Layout(TAG_QUALITY, ("tag_id", "processed_at")),
    Layout(QUARANTINE, ("quarantined_at", "source_object", "source_row")),
    # Every run opens those that tell of the last days: what is older must not lie in the same file.
    Layout(LEDGER, ("landed_at", "ordinal", "object_key"), target=8 * _MIB, together=8 * _MIB),
)
