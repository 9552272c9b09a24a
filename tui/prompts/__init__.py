"""What is asked at the foot of the screen: one small state machine a question, free of Textual."""
