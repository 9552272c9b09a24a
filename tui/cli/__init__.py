"""The command line: the same verbs as the screens, for people in a hurry and for scripts."""
