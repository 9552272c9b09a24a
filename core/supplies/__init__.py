"""Supplies: what is in stock, what is used, counted, ordered and received."""
