-- By what else a likely duplicate is found.

CREATE INDEX patient_by_email ON patient (email COLLATE NOCASE) WHERE email <> '' AND status <> 'entered-in-error';
CREATE INDEX IF NOT EXISTS patient_by_external_id ON patient (external_id)
WHERE external_id <> '' AND status <> 'entered-in-error';
