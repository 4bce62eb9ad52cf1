"""Tests of the bibliography pages."""
