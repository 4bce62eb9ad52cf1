"""The public face of the shelf's sources."""
