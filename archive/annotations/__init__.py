"""Annotations: what ties the words of a quotation to the very place on the web where they stand."""
