"""Who belongs to whom among the patients: families, households, who decides and who pays."""
