"""The shelf: people, organisations, bibliographic sources and their citations."""
