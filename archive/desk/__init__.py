"""The curators' desk above the log: no lost update, histories, recent changes, merging, review."""
