"""The waiting list: who wants a time, what is freed, and who is offered it."""
