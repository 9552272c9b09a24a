"""The use cases of the front desk; `core.desk.desk.Desk` is the one door to them."""
