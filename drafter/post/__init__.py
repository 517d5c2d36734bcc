"""The form of a post: words, spacing, escaping, front matter, place, and the whole of it."""
