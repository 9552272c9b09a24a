"""Text as people type and read it: cleaned, folded, and put into sentences."""
