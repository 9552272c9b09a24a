"""What each action does, a file a subject."""
