"""The conflict rules: one small pure function a file, collected in `core.rules.book`."""
