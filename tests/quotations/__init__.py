"""Tests of the quotations pages."""
