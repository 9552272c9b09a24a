"""iCalendar (RFC 5545): what a calendar says of when somebody is busy. Text in, values out."""
