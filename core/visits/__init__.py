"""The visit: the state table and its verbs, clearance, the queue, rooms and waiting times."""
