"""The form of the index: its fields, and the version that tells an older one from this."""

import tantivy

# To be raised whenever the fields, the analysis or the columns change: the index is then made anew.
VERSION = 6

POSITIONS, FREQUENCIES, PRESENCE = "position", "freq", "basic"
CONTEXT_BOOST = 0.35  # what stands around the words counts less than the words

# Each field of the words, and the field of the same kind for speakers, sources, events and notes.
CONTEXT = {"exact": "context_exact", "stems": "context_stems"}


def schema() -> tantivy.Schema:
    """Return the fields; all text comes analysed, its tokens parted by spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option=PRESENCE)
    for field, context in CONTEXT.items():
        option = POSITIONS if field == "exact" else FREQUENCIES
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
        builder.add_text_field(context, tokenizer_name="whitespace", index_option=option)
    builder.add_unsigned_field("number", fast=True, indexed=True)
    builder.add_unsigned_field("is_later", indexed=True)
    return builder.build()
