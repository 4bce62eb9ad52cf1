"""Migrations of tokens and kept answers."""
