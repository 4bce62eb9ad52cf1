"""Tests of TEI."""
