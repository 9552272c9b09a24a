"""Letters and forms of patients, made of templates; what they signed; what was scanned for them."""
