"""The public archive: quotations, events, and the pages on which they are read."""
