"""Several visits of one act: series, visits one after the other, and groups."""
