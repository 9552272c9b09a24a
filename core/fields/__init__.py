"""Fields of records: one row a field, from which form, command line, import, JSON and history are made."""
