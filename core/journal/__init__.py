"""What was done, by whom and when; how it is taken back, done again and told."""
