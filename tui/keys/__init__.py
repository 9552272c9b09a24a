"""Which keys there are, what each means, and the keys of a clinic's own."""
