"""Visits by telehealth: how each is joined, and the links that a program of the clinic's makes for them."""
