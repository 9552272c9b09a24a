"""How fast is the desk, and how much of that is the machine's doing? `python -m bench` tells."""
