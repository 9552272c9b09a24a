"""What patients are told and what they answer: the outbox, consent, templates, sending, the inbox."""
