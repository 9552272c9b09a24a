-- How many double bookings a provider takes a day, by site, provider and visit type; how many are seen at once. NULL: as many
-- as other limits allow. Of a session, 0 says that too, and -1 that it takes none.
ALTER TABLE site ADD COLUMN overbooks INTEGER;
ALTER TABLE provider ADD COLUMN overbooks INTEGER;
ALTER TABLE visit_type ADD COLUMN capacity INTEGER;
ALTER TABLE visit_type ADD COLUMN overbooks INTEGER;
