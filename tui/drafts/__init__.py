"""What was typed and not saved, and questions put aside."""
