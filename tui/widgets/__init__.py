"""What is drawn: hand-drawn panels that show values and hold no rules."""
