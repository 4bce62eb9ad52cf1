"""Tests of the citations that readers take away."""
