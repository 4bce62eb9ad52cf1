"""Feeds: what is new in the archive, for those who wait for it."""
