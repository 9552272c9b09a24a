"""What a file of another system says of patients: its columns, its lines, and what becomes of the records."""
