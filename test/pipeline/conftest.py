"""One real local cloud for all tests here."""

from standin.testing.fixtures import cloud

__all__ = ["cloud"]
