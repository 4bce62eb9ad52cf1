"""Tests of the events pages."""
