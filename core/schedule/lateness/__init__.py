"""Who of the providers is late today, and what that makes of the visits that they still have."""
