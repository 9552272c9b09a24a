"""Who may do what: privileges, roles, and the one place that asks them."""
