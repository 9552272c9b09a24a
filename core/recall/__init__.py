"""Who is due again: set by hand or by rule, called in, and off the list with the next booking."""
