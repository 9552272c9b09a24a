"""Coverage: who pays for a patient's visits, from when to when, and what is known of that on a day."""
