"""Migrations of the curators' remarks."""
