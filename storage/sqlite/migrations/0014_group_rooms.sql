-- For how many there is room when the visit is held: 1 is seen alone.
ALTER TABLE appointment ADD COLUMN seats INTEGER NOT NULL DEFAULT 1;
CREATE INDEX appointment_in_group ON appointment (room, start) WHERE seats > 1;

DROP TRIGGER visit_room_insert;
DROP TRIGGER visit_room_update;

DROP VIEW needed;

-- What each appointment takes for itself alone. Appointments in the statuses listed take no time
-- (AppointmentStatus.takes_time says the same); a room that a group shares is guarded apart.
CREATE VIEW needed (kind, resource, lane, start, finish, appointment) AS
SELECT 'patient', CAST(patient AS TEXT), 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'provider', provider, lane, provider_start, provider_finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'room', room, 0, start, finish, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist') AND room IS NOT NULL AND seats = 1;
