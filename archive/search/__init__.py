"""Search: words and filters in, ranked quotations and exact counts out."""
