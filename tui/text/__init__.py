"""Lines, words, colours and hidden names: what is shown, before anything draws it."""
