"""CSV: one row for each reference, for spreadsheets; RFC 4180 with a header."""

from sources.formats.csv_table.writing import write

__all__ = ["label", "media_type", "name", "suffix", "write"]

name = "csv"
label = "CSV"
media_type = "text/csv"
suffix = ".csv"
