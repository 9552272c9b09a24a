"""What the schedule is made of: appointments with their visits, and days."""
