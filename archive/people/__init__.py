"""The public face of the shelf's agents."""
