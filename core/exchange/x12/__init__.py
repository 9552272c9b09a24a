"""X12 005010X279A1: is somebody insured, and what does the plan leave to them? Questions written, answers read."""
