"""Patients: the record and its fields, lookup, likeness, registration, import."""
