"""Discovery: what leads search engines, robots and browsers' search boxes through the archive."""
