"""Mail and fax: what comes in until somebody has seen to it, and what goes out until it has arrived."""
