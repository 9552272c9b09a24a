"""The nouns of the front desk, as frozen values."""
