"""Mirrors: which records are public since when, so that a program can follow the archive by slices of the log."""
