"""The form of the index: its fields, and the version that tells an older one from this."""

import tantivy

# To be raised whenever the fields, the analysis or the columns change: the index is then made anew.
VERSION = 7

POSITIONS, FREQUENCIES, PRESENCE = "position", "freq", "basic"
# What stands around the words counts less than the words; half precision has this number, and one more than it.
CONTEXT_BOOST = 358 / 1024

# Each field of the words, and the field of the same kind for speakers, sources, events and notes.
CONTEXT = {"exact": "context_exact", "stems": "context_stems"}

# Fields that have all beginnings of the words of what came after the index was made, of no more than so many signs:
# Tantivy would look for a beginning among all words of a field, wherever they are, and ask for each.
LONGEST_BEGINNING = 32
LATER = {"exact": "later_exact", "context_exact": "later_context_exact"}


def schema() -> tantivy.Schema:
    """Return the fields; all text comes analysed, its tokens parted by spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option=PRESENCE)
    for field, context in CONTEXT.items():
        option = POSITIONS if field == "exact" else FREQUENCIES
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=option)
        builder.add_text_field(context, tokenizer_name="whitespace", index_option=option)
    for field in LATER.values():
        builder.add_text_field(field, tokenizer_name="whitespace", index_option=PRESENCE)
    builder.add_unsigned_field("number", fast=True, indexed=True)
    builder.add_unsigned_field("is_later", indexed=True)
    return builder.build()
