"""The desk as people see and drive it: screens and the command line."""
