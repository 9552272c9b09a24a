"""Forms that patients sign, decline or are given, and which of them are due."""
