"""The tests; they mirror the code by path."""
