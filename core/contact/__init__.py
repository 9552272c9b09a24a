"""Who was in contact with whom: every contact with a patient, and what was to follow from it."""
