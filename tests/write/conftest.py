"""What the tests of writes share."""

from tests.write.test_contact import world

__all__ = ["world"]
