"""The shelf: agents, bibliographic sources and citations."""
