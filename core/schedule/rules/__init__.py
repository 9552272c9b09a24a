"""The conflict rules, a pure function a file; `book` collects them."""
