"""What is highlighted and marked, where one stands, and why an action cannot be done there."""
