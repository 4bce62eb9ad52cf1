"""Harvesting: the archive for the programs of libraries, by OAI-PMH 2.0."""
