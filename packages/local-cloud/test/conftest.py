"""One real local cloud for all tests here."""

from standin.testing.fixtures import cloud, own_cloud

__all__ = ["cloud", "own_cloud"]
