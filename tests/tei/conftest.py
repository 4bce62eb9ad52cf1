"""What judges TEI is that of the formats."""

from tests.sources.formats.outside.conftest import schemas, tool

__all__ = ["schemas", "tool"]
