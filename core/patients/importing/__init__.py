"""Another system's patients: what a line of a CSV file says, whom it means, and what becomes of the record."""
