"""Documents on pages: fonts, the order of what is read from right to left, lines, and the PDF."""
