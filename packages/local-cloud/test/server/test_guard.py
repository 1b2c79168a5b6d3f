from __future__ import annotations

import pytest
from standin.server import guard


def test_another_ministack_version_is_refused_by_name() -> None:
    with pytest.raises(guard.UnknownMiniStackError, match=r"ministack 1\.5\.34 is installed, wanted 1\.5\.33"):
        guard.check_version("1.5.34")


def test_the_installed_ministack_is_the_pinned_one() -> None:
    guard.check_version()


def test_a_missing_seam_is_refused_with_the_concern_that_needs_it() -> None:
    concerns = {"events": {"core.arn": ("parse_arn", "_gone", "_gone_too")}}
    with pytest.raises(
        guard.UnknownMiniStackError, match=r"lacks core\.arn\._gone \(used by events\), core\.arn\._gone_too"
    ):
        guard.check_seams(concerns)
