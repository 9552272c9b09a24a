-- How a provider meets patients; who was there before does so in every way.
ALTER TABLE provider ADD COLUMN modes TEXT NOT NULL DEFAULT '["in-person","telehealth"]';

-- The time zone of a patient, '' for the site's.
ALTER TABLE patient ADD COLUMN zone TEXT NOT NULL DEFAULT '';

-- Whom a job is about, such as 'appointment:812'; '' for none.
ALTER TABLE job ADD COLUMN subject TEXT NOT NULL DEFAULT '';
CREATE INDEX job_by_subject ON job (subject, id) WHERE subject <> '';
-- Of a kind, those that are not too late yet.
CREATE INDEX job_by_deadline ON job (kind, deadline) WHERE deadline IS NOT NULL;

-- The visits by telehealth to come.
CREATE INDEX appointment_by_telehealth ON appointment (finish) WHERE mode = 'telehealth';
