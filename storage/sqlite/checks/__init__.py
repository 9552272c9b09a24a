"""What the doctor looks at: each module proves one thing of a database, and tells in sentences what is not so."""
