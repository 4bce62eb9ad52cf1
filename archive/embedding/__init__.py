"""Embedding: a quotation in other people's pages, as a card, by oEmbed, and as a picture."""
