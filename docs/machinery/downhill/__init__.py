"""The machinery that builds the book."""
