"""The till: what patients owe and pay, line by line, the receipts, and the drawers that cash goes through."""
