"""The revision log: one entry for each change of any record."""
