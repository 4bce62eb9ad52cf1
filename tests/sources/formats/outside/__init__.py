"""Parsers and validators that we did not write read what we wrote."""
