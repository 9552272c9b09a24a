"""Documents from texts with fields: read and checked, filled, and set as text or on pages."""
