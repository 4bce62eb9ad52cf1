"""Editions: what was published, frozen; and the addresses that last."""
