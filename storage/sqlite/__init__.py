"""What is SQLite's alone: the file, its connections and their turns, migrations, guards, lookup, backup, doctor.

Another engine would need its own of all this, and of nothing else in storage. These words stand in no other module:

- `PRAGMA`, `BEGIN`, `COMMIT`: how a connection keeps its promises, and how a transaction is begun by hand
- `data_version`: how a desk notices what others committed
- `sqlite_errorcode`, `OperationalError`: what a refusal of the engine means
- `RAISE`, `TRIGGER`, `VIEW`: the guards, and what they derive
- `INDEXED BY`, `CROSS JOIN`, `json_each`, `json_extract`, `NOCASE`: what other modules call as in `dialect`
- `sqlite_master`, `application_id`, `writable_schema`: the schema and the header of the file
- `wal_checkpoint`, `.backup(`: the write-ahead log and the copy of a whole database
"""
