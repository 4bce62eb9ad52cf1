"""Tests of the public pages in a browser."""
