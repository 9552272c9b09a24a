"""What is SQLite's alone: connection, write queue, change signal, migrations, backup, doctor."""
