"""Linked data: records as schema.org, with CiTO and PROV for what is quoted in what."""
