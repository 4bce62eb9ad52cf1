"""Bulk: everything that is public as one archive file, written as it is sent."""
