"""What judges TEI is that of the formats."""

from tests.sources.formats.outside.conftest import schemas, tei_all, tool

__all__ = ["schemas", "tei_all", "tool"]
