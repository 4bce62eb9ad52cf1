"""Russian pages."""
