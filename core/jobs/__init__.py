"""Work that no keystroke waits for: jobs, the worker that does them, and what is said where one fails."""
