"""How patients are found, by what is typed and by what they look like."""
