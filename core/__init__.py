"""What a front desk knows and decides: values, rules and use cases, with no screen, no SQL and no clock of its own."""
