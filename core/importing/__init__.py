"""Records of another system's file: what a line says, whom it means, and what becomes of the record."""
