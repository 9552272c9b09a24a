"""The kinds of cases, a table each; `book.py` has them all."""
