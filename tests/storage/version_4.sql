PRAGMA application_id = 1668050531;
BEGIN TRANSACTION;
CREATE TABLE appointment (
  id             INTEGER PRIMARY KEY CHECK (id > 0),
  patient        INTEGER NOT NULL REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  provider       TEXT NOT NULL REFERENCES provider (code) DEFERRABLE INITIALLY DEFERRED,
  site           TEXT NOT NULL REFERENCES site (code) DEFERRABLE INITIALLY DEFERRED,
  room           TEXT REFERENCES room (code) DEFERRABLE INITIALLY DEFERRED,
  visit_type     TEXT NOT NULL REFERENCES visit_type (code) DEFERRABLE INITIALLY DEFERRED,
  mode           TEXT NOT NULL CHECK (mode IN ('in-person', 'telehealth')),
  start          INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
  end            INTEGER NOT NULL CHECK (typeof(end) = 'integer'),
  provider_start INTEGER NOT NULL CHECK (typeof(provider_start) = 'integer'),
  provider_end   INTEGER NOT NULL CHECK (typeof(provider_end) = 'integer'),
  lane           INTEGER NOT NULL CHECK (typeof(lane) = 'integer' AND lane >= 0),
  status         TEXT NOT NULL CHECK (status IN (
    'proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled',
    'cancelled', 'noshow', 'entered-in-error', 'waitlist')),
  status_at      INTEGER NOT NULL,
  status_by      TEXT NOT NULL,
  confirmation   TEXT NOT NULL CHECK (confirmation IN (
    'none', 'sent', 'confirmed', 'declined', 'callback', 'expired', 'failed')),
  note           TEXT NOT NULL,
  cancel_reason  TEXT,
  cancel_by      TEXT CHECK (cancel_by IN ('patient', 'clinic')),
  cancel_late    INTEGER CHECK (cancel_late IN (0, 1)),
  cancel_note    TEXT,
  overrides      TEXT NOT NULL,
  rev            INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (end > start AND end - start <= 720),
  CHECK (start <= provider_start AND provider_start < provider_end AND provider_end <= end),
  CHECK ((cancel_reason IS NULL) = (cancel_by IS NULL)
    AND (cancel_reason IS NULL) = (cancel_late IS NULL)
    AND (cancel_reason IS NULL) = (cancel_note IS NULL))
);
INSERT INTO "appointment" VALUES(1,1,'lee','main','R1','fu20','in-person',29925620,29925640,29925620,29925640,0,'booked',1795447200000,'setter','none','',NULL,NULL,NULL,NULL,'[]',2);
INSERT INTO "appointment" VALUES(2,2,'lee','main','R1','fu20','in-person',29924140,29924160,29924140,29924160,0,'checked-in',1795447200000,'checker','none','',NULL,NULL,NULL,NULL,'[]',2);
INSERT INTO "appointment" VALUES(3,4,'ito','main','R1','fu20','in-person',29924120,29924140,29924120,29924140,0,'checked-in',1795447200000,'stepper','none','',NULL,NULL,NULL,NULL,'[]',2);
INSERT INTO "appointment" VALUES(4,5,'lee','main','R1','fu20','in-person',29925780,29925800,29925780,29925800,0,'booked',1795447200000,'booker','none','',NULL,NULL,NULL,NULL,'[]',1);
INSERT INTO "appointment" VALUES(5,3,'lee','main','R1','fu20','in-person',29927160,29927180,29927160,29927180,0,'cancelled',1795447200000,'canceller','none','','sick','patient',0,'','[]',2);
INSERT INTO "appointment" VALUES(6,5,'lee','main','R1','fu20','in-person',29928600,29928620,29928600,29928620,0,'entered-in-error',1795447200000,'redoer','none','',NULL,NULL,NULL,NULL,'[]',2);
CREATE TABLE block (
  seq           INTEGER NOT NULL PRIMARY KEY,
  provider      TEXT NOT NULL REFERENCES provider (code),
  begin         TEXT NOT NULL,
  finish        TEXT NOT NULL,
  kind          TEXT NOT NULL,
  site          TEXT REFERENCES site (code),
  types         TEXT NOT NULL,
  release_hours INTEGER
);
INSERT INTO "block" VALUES(0,'ito','2026-11-24T10:00','2026-11-24T11:00','procedure',NULL,'["proc"]',NULL);
CREATE TABLE equipment (
  site    TEXT NOT NULL REFERENCES site (code),
  code    TEXT NOT NULL CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  count   INTEGER NOT NULL CHECK (count >= 0),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (site, code)
);
CREATE TABLE holiday (
  seq  INTEGER NOT NULL PRIMARY KEY,
  site TEXT NOT NULL REFERENCES site (code),
  day  TEXT NOT NULL,
  name TEXT NOT NULL
);
INSERT INTO "holiday" VALUES(0,'main','2026-12-25','Christmas');
CREATE TABLE journal (
  id           INTEGER PRIMARY KEY CHECK (id > 0),
  at           INTEGER NOT NULL,
  actor        TEXT NOT NULL CHECK (actor <> ''),
  verb         TEXT NOT NULL CHECK (verb <> ''),
  subject_kind TEXT NOT NULL,
  subject      INTEGER NOT NULL,
  sentence     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  undoes       INTEGER,
  undone_by    INTEGER
);
INSERT INTO "journal" VALUES(1,1795447200000,'setup','set-up','clinic',0,'Set up the clinic: 20 added, 0 changed, 0 retired.','',NULL,NULL);
INSERT INTO "journal" VALUES(2,1795447200000,'setter','register','patient',1,'Registered Moore, Mo, born 14 Mar 1984, MRN 100001.','',NULL,NULL);
INSERT INTO "journal" VALUES(3,1795447200000,'setter','register','patient',2,'Registered Cole, Cy, born 14 Mar 1984, MRN 100002.','',NULL,NULL);
INSERT INTO "journal" VALUES(4,1795447200000,'setter','register','patient',3,'Registered Edison, Ed, born 14 Mar 1984, MRN 100003.','',NULL,NULL);
INSERT INTO "journal" VALUES(5,1795447200000,'setter','register','patient',4,'Registered Hart, Hal, born 14 Mar 1984, MRN 100004.','',NULL,NULL);
INSERT INTO "journal" VALUES(6,1795447200000,'setter','register','patient',5,'Registered Booker, Bo, born 14 Mar 1984, MRN 100005.','',NULL,NULL);
INSERT INTO "journal" VALUES(7,1795447200000,'setter','book','appointment',1,'Booked Moore, Mo, fu20 with Lee Mon 23 Nov 11:00, room R1.','',NULL,NULL);
INSERT INTO "journal" VALUES(8,1795447200000,'setter','book','appointment',2,'Booked Cole, Cy, fu20 with Lee Mon 23 Nov 10:40, room R1.','',NULL,NULL);
INSERT INTO "journal" VALUES(9,1795447200000,'setter','book','appointment',3,'Booked Hart, Hal, fu20 with Ito Mon 23 Nov 10:20, room R1.','',NULL,NULL);
INSERT INTO "journal" VALUES(10,1795447200000,'booker','book','appointment',4,'Booked Booker, Bo, fu20 with Lee Tue 24 Nov 14:00, room R1.','',NULL,NULL);
INSERT INTO "journal" VALUES(11,1795447200000,'mover','move','appointment',1,'Moved Moore, Mo, fu20 to Tue 24 Nov 11:20 with Lee, room R1 (was Mon 23 Nov 11:00).','',NULL,NULL);
INSERT INTO "journal" VALUES(12,1795447200000,'checker','check-in','appointment',2,'Cole, Cy checked in 10:20.','identity=known demographics=known',NULL,NULL);
INSERT INTO "journal" VALUES(13,1795447200000,'stepper','check-in','appointment',3,'Hart, Hal checked in 10:20.','identity=known demographics=known',NULL,NULL);
INSERT INTO "journal" VALUES(14,1795447200000,'editor','edit','patient',3,'Changed family name and e-mail of Edwards, Ed, MRN 100003.','',NULL,NULL);
INSERT INTO "journal" VALUES(15,1795447200000,'setter','book','appointment',5,'Booked Edwards, Ed, fu20 with Lee Wed 25 Nov 13:00, room R1.','',NULL,NULL);
INSERT INTO "journal" VALUES(16,1795447200000,'canceller','cancel','appointment',5,'Cancelled Edwards, Ed, fu20 with Lee Wed 25 Nov 13:00: Patient is ill.','sick',NULL,NULL);
INSERT INTO "journal" VALUES(17,1795447200000,'redoer','book','appointment',6,'Booked Booker, Bo, fu20 with Lee Thu 26 Nov 13:00, room R1.','',NULL,18);
INSERT INTO "journal" VALUES(18,1795447200000,'redoer','undo','appointment',6,'Undone: Booked Booker, Bo, fu20 with Lee Thu 26 Nov 13:00, room R1.','',17,NULL);
INSERT INTO "journal" VALUES(19,1795447200000,'importer','import','patient',0,'Imported patients from them.csv: 2 added, 0 updated.','',NULL,NULL);
CREATE TABLE journal_open (
  entry INTEGER PRIMARY KEY REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE journal_row (
  entry      INTEGER NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED,
  seq        INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row        INTEGER NOT NULL,
  rev        INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  before     TEXT,
  after      TEXT,
  PRIMARY KEY (entry, seq),
  CHECK (before IS NOT NULL OR after IS NOT NULL)
);
INSERT INTO "journal_row" VALUES(2,0,'patient',1,1,NULL,'{"id":1,"mrn":"100001","family":"Moore","given":"Mo","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(3,0,'patient',2,1,NULL,'{"id":2,"mrn":"100002","family":"Cole","given":"Cy","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(4,0,'patient',3,1,NULL,'{"id":3,"mrn":"100003","family":"Edison","given":"Ed","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(5,0,'patient',4,1,NULL,'{"id":4,"mrn":"100004","family":"Hart","given":"Hal","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(6,0,'patient',5,1,NULL,'{"id":5,"mrn":"100005","family":"Booker","given":"Bo","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(7,0,'appointment',1,1,NULL,'{"id":1,"patient":1,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924160,"end":29924180,"provider_start":29924160,"provider_end":29924180,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(8,0,'appointment',2,1,NULL,'{"id":2,"patient":2,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924140,"end":29924160,"provider_start":29924140,"provider_end":29924160,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(9,0,'appointment',3,1,NULL,'{"id":3,"patient":4,"provider":"ito","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924120,"end":29924140,"provider_start":29924120,"provider_end":29924140,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(10,0,'appointment',4,1,NULL,'{"id":4,"patient":5,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29925780,"end":29925800,"provider_start":29925780,"provider_end":29925800,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"booker","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(11,0,'appointment',1,2,'{"id":1,"patient":1,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924160,"end":29924180,"provider_start":29924160,"provider_end":29924180,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}','{"id":1,"patient":1,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29925620,"end":29925640,"provider_start":29925620,"provider_end":29925640,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":2}');
INSERT INTO "journal_row" VALUES(12,0,'visit',2,1,NULL,'{"appointment":2,"step":"arrived","since":1795447200000,"step_by":"checker","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":null,"checked_out_at":null,"waivers":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(12,1,'visit',2,2,'{"appointment":2,"step":"arrived","since":1795447200000,"step_by":"checker","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":null,"checked_out_at":null,"waivers":"[]","rev":1}','{"appointment":2,"step":"checked-in","since":1795447200000,"step_by":"checker","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":1795447200000,"checked_out_at":null,"waivers":"[[\"identity\",\"known\"],[\"demographics\",\"known\"]]","rev":2}');
INSERT INTO "journal_row" VALUES(12,2,'appointment',2,2,'{"id":2,"patient":2,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924140,"end":29924160,"provider_start":29924140,"provider_end":29924160,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}','{"id":2,"patient":2,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924140,"end":29924160,"provider_start":29924140,"provider_end":29924160,"lane":0,"status":"checked-in","status_at":1795447200000,"status_by":"checker","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":2}');
INSERT INTO "journal_row" VALUES(13,0,'visit',3,1,NULL,'{"appointment":3,"step":"arrived","since":1795447200000,"step_by":"stepper","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":null,"checked_out_at":null,"waivers":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(13,1,'visit',3,2,'{"appointment":3,"step":"arrived","since":1795447200000,"step_by":"stepper","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":null,"checked_out_at":null,"waivers":"[]","rev":1}','{"appointment":3,"step":"checked-in","since":1795447200000,"step_by":"stepper","arrived_at":1795447200000,"late":0,"room":null,"checked_in_at":1795447200000,"checked_out_at":null,"waivers":"[[\"identity\",\"known\"],[\"demographics\",\"known\"]]","rev":2}');
INSERT INTO "journal_row" VALUES(13,2,'appointment',3,2,'{"id":3,"patient":4,"provider":"ito","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924120,"end":29924140,"provider_start":29924120,"provider_end":29924140,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}','{"id":3,"patient":4,"provider":"ito","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29924120,"end":29924140,"provider_start":29924120,"provider_end":29924140,"lane":0,"status":"checked-in","status_at":1795447200000,"status_by":"stepper","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":2}');
INSERT INTO "journal_row" VALUES(14,0,'patient',3,2,'{"id":3,"mrn":"100003","family":"Edison","given":"Ed","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}','{"id":3,"mrn":"100003","family":"Edwards","given":"Ed","birth_date":"1984-03-14","sex":"male","preferred":"","previous":"[]","phones":"[]","email":"ed@example.org","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"","identity_verified_at":null,"demographics_confirmed_at":null,"rev":2}');
INSERT INTO "journal_row" VALUES(15,0,'appointment',5,1,NULL,'{"id":5,"patient":3,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29927160,"end":29927180,"provider_start":29927160,"provider_end":29927180,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(16,0,'appointment',5,2,'{"id":5,"patient":3,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29927160,"end":29927180,"provider_start":29927160,"provider_end":29927180,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"setter","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}','{"id":5,"patient":3,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29927160,"end":29927180,"provider_start":29927160,"provider_end":29927180,"lane":0,"status":"cancelled","status_at":1795447200000,"status_by":"canceller","confirmation":"none","note":"","cancel_reason":"sick","cancel_by":"patient","cancel_late":0,"cancel_note":"","overrides":"[]","rev":2}');
INSERT INTO "journal_row" VALUES(17,0,'appointment',6,1,NULL,'{"id":6,"patient":5,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29928600,"end":29928620,"provider_start":29928600,"provider_end":29928620,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"redoer","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}');
INSERT INTO "journal_row" VALUES(18,0,'appointment',6,2,'{"id":6,"patient":5,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29928600,"end":29928620,"provider_start":29928600,"provider_end":29928620,"lane":0,"status":"booked","status_at":1795447200000,"status_by":"redoer","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":1}','{"id":6,"patient":5,"provider":"lee","site":"main","room":"R1","visit_type":"fu20","mode":"in-person","start":29928600,"end":29928620,"provider_start":29928600,"provider_end":29928620,"lane":0,"status":"entered-in-error","status_at":1795447200000,"status_by":"redoer","confirmation":"none","note":"","cancel_reason":null,"cancel_by":null,"cancel_late":null,"cancel_note":null,"overrides":"[]","rev":2}');
INSERT INTO "journal_row" VALUES(19,0,'patient',6,1,NULL,'{"id":6,"mrn":"100006","family":"Jones","given":"Ann","birth_date":"1990-05-06","sex":"unknown","preferred":"","previous":"[]","phones":"[[\"555 0118\",\"mobile\",true,false]]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"E2","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
INSERT INTO "journal_row" VALUES(19,1,'patient',7,1,NULL,'{"id":7,"mrn":"100007","family":"Imber","given":"Ida","birth_date":"1991-05-06","sex":"unknown","preferred":"","previous":"[]","phones":"[[\"555 0119\",\"mobile\",true,false]]","email":"","address":"","language":"","interpreter":0,"usual_provider":"","alerts":"[]","status":"active","external_id":"E3","identity_verified_at":null,"demographics_confirmed_at":null,"rev":1}');
CREATE TABLE meta (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "meta" VALUES('clinic_rev','2');
INSERT INTO "meta" VALUES('min_program','1');
INSERT INTO "meta" VALUES('next_mrn','100008');
INSERT INTO "meta" VALUES('schema','4');
CREATE TABLE name_word (
  word  TEXT NOT NULL PRIMARY KEY,
  sound TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "name_word" VALUES('ann','');
INSERT INTO "name_word" VALUES('bo','');
INSERT INTO "name_word" VALUES('cy','');
INSERT INTO "name_word" VALUES('ed','');
INSERT INTO "name_word" VALUES('hal','');
INSERT INTO "name_word" VALUES('ida','');
INSERT INTO "name_word" VALUES('mo','');
INSERT INTO "name_word" VALUES('booker','boker');
INSERT INTO "name_word" VALUES('edison','edeson');
INSERT INTO "name_word" VALUES('edwards','edwerds');
INSERT INTO "name_word" VALUES('imber','ember');
INSERT INTO "name_word" VALUES('hart','ert');
INSERT INTO "name_word" VALUES('jones','jones');
INSERT INTO "name_word" VALUES('cole','kol');
INSERT INTO "name_word" VALUES('moore','mor');
CREATE TABLE occupancy (
  kind        TEXT NOT NULL CHECK (kind IN ('patient', 'provider', 'room')),
  resource    TEXT NOT NULL,
  lane        INTEGER NOT NULL,
  start       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  appointment INTEGER NOT NULL,
  PRIMARY KEY (kind, resource, lane, start)
) WITHOUT ROWID;
INSERT INTO "occupancy" VALUES('patient','1',0,29925620,29925640,1);
INSERT INTO "occupancy" VALUES('patient','2',0,29924140,29924160,2);
INSERT INTO "occupancy" VALUES('patient','4',0,29924120,29924140,3);
INSERT INTO "occupancy" VALUES('patient','5',0,29925780,29925800,4);
INSERT INTO "occupancy" VALUES('provider','ito',0,29924120,29924140,3);
INSERT INTO "occupancy" VALUES('provider','lee',0,29924140,29924160,2);
INSERT INTO "occupancy" VALUES('provider','lee',0,29925620,29925640,1);
INSERT INTO "occupancy" VALUES('provider','lee',0,29925780,29925800,4);
INSERT INTO "occupancy" VALUES('room','R1',0,29924120,29924140,3);
INSERT INTO "occupancy" VALUES('room','R1',0,29924140,29924160,2);
INSERT INTO "occupancy" VALUES('room','R1',0,29925620,29925640,1);
INSERT INTO "occupancy" VALUES('room','R1',0,29925780,29925800,4);
CREATE TABLE patient (
  id                        INTEGER PRIMARY KEY CHECK (id > 0),
  mrn                       TEXT NOT NULL CHECK (mrn <> ''),
  family                    TEXT NOT NULL,
  given                     TEXT NOT NULL,
  birth_date                TEXT NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sex                       TEXT NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
  preferred                 TEXT NOT NULL,
  previous                  TEXT NOT NULL,
  phones                    TEXT NOT NULL,
  email                     TEXT NOT NULL,
  address                   TEXT NOT NULL,
  language                  TEXT NOT NULL,
  interpreter               INTEGER NOT NULL CHECK (interpreter IN (0, 1)),
  usual_provider            TEXT NOT NULL,
  alerts                    TEXT NOT NULL,
  status                    TEXT NOT NULL
    CHECK (status IN ('active', 'deceased', 'archived', 'restricted', 'entered-in-error')),
  external_id               TEXT NOT NULL,
  identity_verified_at      INTEGER,
  demographics_confirmed_at INTEGER,
  rev                       INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1),
  CHECK (family <> '' OR given <> '')
);
INSERT INTO "patient" VALUES(1,'100001','Moore','Mo','1984-03-14','male','','[]','[]','','','',0,'','[]','active','',NULL,NULL,1);
INSERT INTO "patient" VALUES(2,'100002','Cole','Cy','1984-03-14','male','','[]','[]','','','',0,'','[]','active','',NULL,NULL,1);
INSERT INTO "patient" VALUES(3,'100003','Edwards','Ed','1984-03-14','male','','[]','[]','ed@example.org','','',0,'','[]','active','',NULL,NULL,2);
INSERT INTO "patient" VALUES(4,'100004','Hart','Hal','1984-03-14','male','','[]','[]','','','',0,'','[]','active','',NULL,NULL,1);
INSERT INTO "patient" VALUES(5,'100005','Booker','Bo','1984-03-14','male','','[]','[]','','','',0,'','[]','active','',NULL,NULL,1);
INSERT INTO "patient" VALUES(6,'100006','Jones','Ann','1990-05-06','unknown','','[]','[["555 0118","mobile",true,false]]','','','',0,'','[]','active','E2',NULL,NULL,1);
INSERT INTO "patient" VALUES(7,'100007','Imber','Ida','1991-05-06','unknown','','[]','[["555 0119","mobile",true,false]]','','','',0,'','[]','active','E3',NULL,NULL,1);
CREATE TABLE patient_key (
  patient  INTEGER PRIMARY KEY REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  family   TEXT NOT NULL,
  given    TEXT NOT NULL,
  born     TEXT NOT NULL,
  born_day TEXT NOT NULL
);
INSERT INTO "patient_key" VALUES(1,'moore','mo','1984-03-14','03-14');
INSERT INTO "patient_key" VALUES(2,'cole','cy','1984-03-14','03-14');
INSERT INTO "patient_key" VALUES(3,'edwards','ed','1984-03-14','03-14');
INSERT INTO "patient_key" VALUES(4,'hart','hal','1984-03-14','03-14');
INSERT INTO "patient_key" VALUES(5,'booker','bo','1984-03-14','03-14');
INSERT INTO "patient_key" VALUES(6,'jones','ann','1990-05-06','05-06');
INSERT INTO "patient_key" VALUES(7,'imber','ida','1991-05-06','05-06');
CREATE TABLE patient_term (
  patient INTEGER NOT NULL REFERENCES patient (id) DEFERRABLE INITIALLY DEFERRED,
  term    TEXT NOT NULL CHECK (term <> ''),
  whole   INTEGER NOT NULL CHECK (whole IN (0, 1)),
  PRIMARY KEY (patient, term)
) WITHOUT ROWID;
INSERT INTO "patient_term" VALUES(6,'0118',0);
INSERT INTO "patient_term" VALUES(7,'0119',0);
INSERT INTO "patient_term" VALUES(1,'100001',1);
INSERT INTO "patient_term" VALUES(2,'100002',1);
INSERT INTO "patient_term" VALUES(3,'100003',1);
INSERT INTO "patient_term" VALUES(4,'100004',1);
INSERT INTO "patient_term" VALUES(5,'100005',1);
INSERT INTO "patient_term" VALUES(6,'100006',1);
INSERT INTO "patient_term" VALUES(7,'100007',1);
INSERT INTO "patient_term" VALUES(6,'118',0);
INSERT INTO "patient_term" VALUES(7,'119',0);
INSERT INTO "patient_term" VALUES(6,'18',0);
INSERT INTO "patient_term" VALUES(7,'19',0);
INSERT INTO "patient_term" VALUES(6,'50118',0);
INSERT INTO "patient_term" VALUES(7,'50119',0);
INSERT INTO "patient_term" VALUES(6,'550118',0);
INSERT INTO "patient_term" VALUES(7,'550119',0);
INSERT INTO "patient_term" VALUES(6,'5550118',1);
INSERT INTO "patient_term" VALUES(7,'5550119',1);
INSERT INTO "patient_term" VALUES(6,'8',0);
INSERT INTO "patient_term" VALUES(7,'9',0);
INSERT INTO "patient_term" VALUES(6,'ann',1);
INSERT INTO "patient_term" VALUES(5,'bo',1);
INSERT INTO "patient_term" VALUES(5,'booker',1);
INSERT INTO "patient_term" VALUES(2,'cole',1);
INSERT INTO "patient_term" VALUES(2,'cy',1);
INSERT INTO "patient_term" VALUES(3,'ed',1);
INSERT INTO "patient_term" VALUES(3,'edwards',1);
INSERT INTO "patient_term" VALUES(4,'hal',1);
INSERT INTO "patient_term" VALUES(4,'hart',1);
INSERT INTO "patient_term" VALUES(7,'ida',1);
INSERT INTO "patient_term" VALUES(7,'imber',1);
INSERT INTO "patient_term" VALUES(6,'jones',1);
INSERT INTO "patient_term" VALUES(1,'mo',1);
INSERT INTO "patient_term" VALUES(1,'moore',1);
CREATE TABLE provider (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  name    TEXT NOT NULL,
  skills  TEXT NOT NULL,
  starts  TEXT,
  ends    TEXT,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);
INSERT INTO "provider" VALUES('lee',0,'Lee, Dana MD','["cardio"]',NULL,NULL,0);
INSERT INTO "provider" VALUES('ito',1,'Ito, Ken MD','[]',NULL,NULL,0);
INSERT INTO "provider" VALUES('novak',2,'Novak, Petra NP','[]',NULL,NULL,0);
CREATE TABLE reason (
  purpose TEXT NOT NULL CHECK (purpose IN ('cancel', 'override', 'waive')),
  code    TEXT NOT NULL CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  text    TEXT NOT NULL,
  by      TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  PRIMARY KEY (purpose, code)
);
INSERT INTO "reason" VALUES('cancel','no-ride',0,'No ride','patient',0);
INSERT INTO "reason" VALUES('cancel','sick',1,'Patient is ill','patient',0);
INSERT INTO "reason" VALUES('cancel','changed-mind',2,'Changed their mind','patient',0);
INSERT INTO "reason" VALUES('cancel','cost',3,'Cost','patient',0);
INSERT INTO "reason" VALUES('cancel','weather',4,'Weather','patient',0);
INSERT INTO "reason" VALUES('cancel','other',5,'Other','patient',0);
INSERT INTO "reason" VALUES('cancel','provider-out',6,'Provider is out','clinic',0);
INSERT INTO "reason" VALUES('cancel','clinic-closed',7,'Clinic is closed','clinic',0);
INSERT INTO "reason" VALUES('cancel','error',8,'Booked in error','clinic',0);
INSERT INTO "reason" VALUES('override','urgent',9,'Urgent','',0);
INSERT INTO "reason" VALUES('override','provider-asked',10,'Provider asked for it','',0);
INSERT INTO "reason" VALUES('override','double-ok',11,'Double booking agreed','',0);
INSERT INTO "reason" VALUES('override','other',12,'Other','',0);
INSERT INTO "reason" VALUES('waive','known',13,'Known to the desk','',0);
INSERT INTO "reason" VALUES('waive','later',14,'Will be done later','',0);
INSERT INTO "reason" VALUES('waive','other',15,'Other','',0);
CREATE TABLE room (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  site    TEXT NOT NULL REFERENCES site (code),
  kind    TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);
INSERT INTO "room" VALUES('R1',0,'main','exam',0);
INSERT INTO "room" VALUES('R2',1,'main','exam',0);
INSERT INTO "room" VALUES('P1',2,'main','procedure',0);
INSERT INTO "room" VALUES('W1',3,'west','exam',0);
CREATE TABLE session (
  seq       INTEGER NOT NULL PRIMARY KEY,
  provider  TEXT NOT NULL REFERENCES provider (code),
  site      TEXT NOT NULL REFERENCES site (code),
  days      TEXT NOT NULL,
  begin     TEXT NOT NULL,
  finish    TEXT NOT NULL,
  every     INTEGER NOT NULL CHECK (every > 0),
  starts    TEXT,
  ends      TEXT,
  capacity  INTEGER NOT NULL,
  overbooks INTEGER NOT NULL,
  types     TEXT NOT NULL
);
INSERT INTO "session" VALUES(0,'lee','main','[0, 1, 2, 3, 4]','09:00','12:00',1,NULL,NULL,1,0,'[]');
INSERT INTO "session" VALUES(1,'lee','main','[0, 1, 2, 3, 4]','13:00','17:00',1,NULL,NULL,1,0,'[]');
INSERT INTO "session" VALUES(2,'ito','main','[0, 1, 2]','09:00','17:00',1,NULL,NULL,1,0,'[]');
INSERT INTO "session" VALUES(3,'ito','west','[3, 4]','08:00','16:00',1,NULL,NULL,1,0,'[]');
INSERT INTO "session" VALUES(4,'novak','west','[0, 1, 2, 3, 4]','09:00','17:00',1,NULL,NULL,1,0,'[]');
CREATE TABLE session_exception (
  seq       INTEGER NOT NULL PRIMARY KEY,
  provider  TEXT NOT NULL REFERENCES provider (code),
  first_day TEXT NOT NULL,
  last_day  TEXT,
  kind      TEXT NOT NULL CHECK (kind IN ('cancelled', 'extra', 'leave')),
  begin     TEXT,
  finish    TEXT,
  site      TEXT REFERENCES site (code),
  note      TEXT NOT NULL
);
INSERT INTO "session_exception" VALUES(0,'novak','2026-11-24',NULL,'leave',NULL,NULL,NULL,'');
CREATE TABLE site (
  code    TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq     INTEGER NOT NULL,
  name    TEXT NOT NULL,
  zone    TEXT NOT NULL,
  grid    INTEGER NOT NULL CHECK (grid > 0),
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);
INSERT INTO "site" VALUES('main',0,'Main Street','America/New_York',5,0);
INSERT INTO "site" VALUES('west',1,'West Side','America/Chicago',10,0);
CREATE TABLE user_account (
  name    TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
  seq     INTEGER NOT NULL,
  roles   TEXT NOT NULL,
  retired INTEGER NOT NULL CHECK (retired IN (0, 1))
);
CREATE TABLE visit (
  appointment    INTEGER PRIMARY KEY REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  step           TEXT NOT NULL CHECK (step IN (
    'arrived', 'checked-in', 'roomed', 'with-provider', 'departed', 'checked-out', 'left')),
  since          INTEGER NOT NULL,
  step_by        TEXT NOT NULL,
  arrived_at     INTEGER NOT NULL,
  late           INTEGER NOT NULL CHECK (late IN (0, 1)),
  room           TEXT REFERENCES room (code) DEFERRABLE INITIALLY DEFERRED,
  checked_in_at  INTEGER,
  checked_out_at INTEGER,
  waivers        TEXT NOT NULL,
  rev            INTEGER NOT NULL CHECK (typeof(rev) = 'integer' AND rev >= 1)
);
INSERT INTO "visit" VALUES(2,'checked-in',1795447200000,'checker',1795447200000,0,NULL,1795447200000,NULL,'[["identity","known"],["demographics","known"]]',2);
INSERT INTO "visit" VALUES(3,'checked-in',1795447200000,'stepper',1795447200000,0,NULL,1795447200000,NULL,'[["identity","known"],["demographics","known"]]',2);
CREATE TABLE visit_event (
  id          INTEGER PRIMARY KEY CHECK (id > 0),
  entry       INTEGER NOT NULL,
  appointment INTEGER NOT NULL REFERENCES appointment (id) DEFERRABLE INITIALLY DEFERRED,
  at          INTEGER NOT NULL,
  by          TEXT NOT NULL,
  event       TEXT NOT NULL CHECK (event <> ''),
  step        TEXT,
  room        TEXT
);
INSERT INTO "visit_event" VALUES(1,12,2,1795447200000,'checker','arrived','arrived',NULL);
INSERT INTO "visit_event" VALUES(2,12,2,1795447200000,'checker','checked-in','checked-in',NULL);
INSERT INTO "visit_event" VALUES(3,13,3,1795447200000,'stepper','arrived','arrived',NULL);
INSERT INTO "visit_event" VALUES(4,13,3,1795447200000,'stepper','checked-in','checked-in',NULL);
CREATE TABLE visit_type (
  code             TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  seq              INTEGER NOT NULL,
  name             TEXT NOT NULL,
  minutes          INTEGER NOT NULL CHECK (minutes > 0),
  provider_from    INTEGER NOT NULL CHECK (provider_from >= 0),
  provider_minutes INTEGER,
  buffer_before    INTEGER NOT NULL,
  buffer_after     INTEGER NOT NULL,
  room_kind        TEXT NOT NULL,
  equipment        TEXT NOT NULL,
  skills           TEXT NOT NULL,
  min_age          INTEGER,
  max_age          INTEGER,
  sex              TEXT NOT NULL,
  patients         TEXT NOT NULL,
  modes            TEXT NOT NULL,
  requires         TEXT NOT NULL,
  retired          INTEGER NOT NULL CHECK (retired IN (0, 1))
);
INSERT INTO "visit_type" VALUES('fu20',0,'Follow-up',20,0,NULL,0,0,'','[]','[]',NULL,NULL,'','any','["in-person", "telehealth"]','[]',0);
INSERT INTO "visit_type" VALUES('new40',1,'New patient',40,0,NULL,0,0,'','[]','[]',NULL,NULL,'','any','["in-person"]','[]',0);
INSERT INTO "visit_type" VALUES('proc',2,'Procedure',40,10,20,0,0,'procedure','[]','[]',NULL,NULL,'','any','["in-person"]','[]',0);
CREATE UNIQUE INDEX patient_by_mrn ON patient (mrn COLLATE NOCASE) WHERE status <> 'entered-in-error';
CREATE INDEX appointment_by_site ON appointment (site, start);
CREATE INDEX appointment_by_provider ON appointment (provider, start);
CREATE INDEX appointment_by_patient ON appointment (patient, start);
CREATE INDEX visit_event_by_appointment ON visit_event (appointment);
CREATE INDEX journal_undoable ON journal (actor, id) WHERE undone_by IS NULL AND undoes IS NULL;
CREATE UNIQUE INDEX journal_row_by_row ON journal_row (table_name, row, rev);
CREATE INDEX patient_key_by_name ON patient_key (family, given, born);
CREATE INDEX patient_key_by_born ON patient_key (born, family, given);
CREATE INDEX patient_key_by_born_day ON patient_key (born_day, family, given);
CREATE INDEX patient_term_by_term ON patient_term (term, patient, whole);
CREATE INDEX name_word_by_sound ON name_word (sound);
CREATE VIEW needed (kind, resource, lane, start, end, appointment) AS
SELECT 'patient', CAST(patient AS TEXT), 0, start, end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'provider', provider, lane, provider_start, provider_end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist')
UNION ALL
SELECT 'room', room, 0, start, end, id FROM appointment
WHERE status NOT IN ('cancelled', 'noshow', 'entered-in-error', 'waitlist') AND room IS NOT NULL;
CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
BEGIN
  SELECT CASE NEW.kind
    WHEN 'patient' THEN RAISE(ABORT, 'occupied:patient: this patient has another appointment then')
    WHEN 'provider' THEN RAISE(ABORT, 'occupied:provider: this provider is booked then, in this lane')
    ELSE RAISE(ABORT, 'occupied:room: this room is taken then')
  END
  WHERE EXISTS (
    SELECT 1 FROM occupancy
    WHERE kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start < NEW.end AND start > NEW.start - 720 AND end > NEW.start
  );
  SELECT RAISE(ABORT, 'occupancy follows from the appointments and is not written by hand')
  WHERE NOT EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = NEW.appointment AND kind = NEW.kind AND resource = NEW.resource AND lane = NEW.lane
      AND start = NEW.start AND end = NEW.end
  );
END;
CREATE TRIGGER occupancy_update BEFORE UPDATE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'occupancy follows from the appointments and is not changed by hand');
END;
CREATE TRIGGER occupancy_delete BEFORE DELETE ON occupancy
BEGIN
  SELECT RAISE(ABORT, 'occupancy follows from the appointments: this time is still booked')
  WHERE EXISTS (
    SELECT 1 FROM needed
    WHERE appointment = OLD.appointment AND kind = OLD.kind AND resource = OLD.resource AND lane = OLD.lane
      AND start = OLD.start AND end = OLD.end
  );
END;
CREATE TRIGGER appointment_replace BEFORE INSERT ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment is never replaced: change it with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM appointment WHERE id = NEW.id);
END;
CREATE TRIGGER appointment_insert AFTER INSERT ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment needs its journal entry: book with clinicdesk')
  WHERE NEW.rev <> 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'appointment' AND row = NEW.id AND rev = 1 AND before IS NULL AND after IS NOT NULL
  );
  INSERT INTO occupancy (kind, resource, lane, start, end, appointment)
  SELECT kind, resource, lane, start, end, appointment FROM needed WHERE appointment = NEW.id;
END;
CREATE TRIGGER appointment_update BEFORE UPDATE ON appointment
BEGIN
  SELECT RAISE(ABORT, 'the number of an appointment never changes') WHERE NEW.id IS NOT OLD.id;
  SELECT RAISE(ABORT, 'a change of an appointment needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'appointment' AND row = NEW.id AND rev = NEW.rev AND before IS NOT NULL AND after IS NOT NULL
  );
END;
CREATE TRIGGER appointment_updated AFTER UPDATE ON appointment
BEGIN
  DELETE FROM occupancy
  WHERE kind = 'patient' AND resource = CAST(OLD.patient AS TEXT) AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'patient' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  DELETE FROM occupancy
  WHERE kind = 'provider' AND resource = OLD.provider AND lane = OLD.lane AND start = OLD.provider_start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'provider' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  DELETE FROM occupancy
  WHERE kind = 'room' AND resource = OLD.room AND lane = 0 AND start = OLD.start AND appointment = OLD.id
    AND NOT EXISTS (
      SELECT 1 FROM needed
      WHERE needed.appointment = OLD.id AND needed.kind = 'room' AND needed.resource = occupancy.resource
        AND needed.lane = occupancy.lane AND needed.start = occupancy.start AND needed.end = occupancy.end
    );
  INSERT INTO occupancy (kind, resource, lane, start, end, appointment)
  SELECT kind, resource, lane, start, end, appointment FROM needed
  WHERE appointment = NEW.id AND NOT EXISTS (
    SELECT 1 FROM occupancy
    WHERE occupancy.kind = needed.kind AND occupancy.resource = needed.resource AND occupancy.lane = needed.lane
      AND occupancy.start = needed.start AND occupancy.appointment = NEW.id
  );
END;
CREATE TRIGGER appointment_delete BEFORE DELETE ON appointment
BEGIN
  SELECT RAISE(ABORT, 'appointments are never deleted: cancel it with clinicdesk');
END;
CREATE TRIGGER patient_replace BEFORE INSERT ON patient
BEGIN
  SELECT RAISE(ABORT, 'a patient is never replaced: change the record with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM patient WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'another patient has this MRN')
  WHERE NEW.status <> 'entered-in-error' AND EXISTS (
    SELECT 1 FROM patient WHERE mrn = NEW.mrn COLLATE NOCASE AND status <> 'entered-in-error'
  );
END;
CREATE TRIGGER patient_insert AFTER INSERT ON patient
BEGIN
  SELECT RAISE(ABORT, 'a patient needs a journal entry: register with clinicdesk')
  WHERE NEW.rev <> 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'patient' AND row = NEW.id AND rev = 1 AND before IS NULL AND after IS NOT NULL
  );
END;
CREATE TRIGGER patient_update BEFORE UPDATE ON patient
BEGIN
  SELECT RAISE(ABORT, 'the row number of a patient never changes') WHERE NEW.id IS NOT OLD.id;
  SELECT RAISE(ABORT, 'a change of a patient needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'patient' AND row = NEW.id AND rev = NEW.rev AND before IS NOT NULL AND after IS NOT NULL
  );
  SELECT RAISE(ABORT, 'another patient has this MRN')
  WHERE NEW.status <> 'entered-in-error' AND EXISTS (
    SELECT 1 FROM patient
    WHERE mrn = NEW.mrn COLLATE NOCASE AND status <> 'entered-in-error' AND id <> NEW.id
  );
END;
CREATE TRIGGER patient_delete BEFORE DELETE ON patient
BEGIN
  SELECT RAISE(ABORT, 'patients are never deleted: archive the record with clinicdesk');
END;
CREATE TRIGGER visit_replace BEFORE INSERT ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit is never replaced: change it with clinicdesk')
  WHERE EXISTS (SELECT 1 FROM visit WHERE appointment = NEW.appointment);
END;
CREATE TRIGGER visit_insert AFTER INSERT ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit needs its journal entry: let the patient arrive with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = NEW.appointment AND rev = NEW.rev AND before IS NULL AND after IS NOT NULL
  ) OR EXISTS (
    SELECT 1 FROM journal_row WHERE table_name = 'visit' AND row = NEW.appointment AND rev > NEW.rev
  );
END;
CREATE TRIGGER visit_update BEFORE UPDATE ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit never goes to another appointment') WHERE NEW.appointment IS NOT OLD.appointment;
  SELECT RAISE(ABORT, 'a change of a visit needs its journal entry: make it with clinicdesk')
  WHERE NEW.rev IS NOT OLD.rev + 1 OR NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = NEW.appointment AND rev = NEW.rev
      AND before IS NOT NULL AND after IS NOT NULL
  );
END;
CREATE TRIGGER visit_delete BEFORE DELETE ON visit
BEGIN
  SELECT RAISE(ABORT, 'a visit goes only when its arrival is undone with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row
    WHERE table_name = 'visit' AND row = OLD.appointment AND rev = OLD.rev + 1
      AND before IS NOT NULL AND after IS NULL
  );
END;
CREATE TRIGGER visit_event_insert BEFORE INSERT ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never replaced')
  WHERE EXISTS (SELECT 1 FROM visit_event WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry);
  SELECT RAISE(ABORT, 'an event belongs to a journalled change of its visit: make it with clinicdesk')
  WHERE NOT EXISTS (
    SELECT 1 FROM journal_row WHERE table_name = 'visit' AND row = NEW.appointment AND entry = NEW.entry
  );
END;
CREATE TRIGGER visit_event_update BEFORE UPDATE ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never changed');
END;
CREATE TRIGGER visit_event_delete BEFORE DELETE ON visit_event
BEGIN
  SELECT RAISE(ABORT, 'what happened in a visit is never deleted');
END;
CREATE TRIGGER journal_row_update BEFORE UPDATE ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_row_delete BEFORE DELETE ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;
CREATE TRIGGER journal_replace BEFORE INSERT ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is never replaced') WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'an act is undone by a later one only') WHERE NEW.undone_by IS NOT NULL;
END;
CREATE TRIGGER journal_insert AFTER INSERT ON journal WHEN NEW.undoes IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'only an earlier act can be undone')
  WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.undoes AND id < NEW.id);
  UPDATE journal SET undone_by = NEW.id WHERE id = NEW.undoes;
END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'the journal is never deleted');
END;
CREATE INDEX visit_in_room ON visit (room) WHERE room IS NOT NULL;
CREATE TRIGGER visit_room_insert BEFORE INSERT ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'occupied:in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room);
  SELECT RAISE(ABORT, 'only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;
CREATE TRIGGER visit_room_update BEFORE UPDATE ON visit WHEN NEW.room IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'occupied:in-room: somebody is in this room')
  WHERE EXISTS (SELECT 1 FROM visit WHERE room = NEW.room AND appointment <> OLD.appointment);
  SELECT RAISE(ABORT, 'only a patient who is in a room has one')
  WHERE NEW.step NOT IN ('roomed', 'with-provider');
END;
CREATE INDEX journal_by_actor ON journal (actor, id);
CREATE TRIGGER journal_open_insert BEFORE INSERT ON journal_open
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry);
END;
CREATE TRIGGER journal_open_update BEFORE UPDATE ON journal_open
BEGIN
  SELECT RAISE(ABORT, 'the journal is never changed');
END;
CREATE TRIGGER journal_row_insert BEFORE INSERT ON journal_row
BEGIN
  SELECT RAISE(ABORT, 'that journal entry is closed: nothing is added to it')
  WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.entry)
    AND NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = NEW.entry);
  SELECT RAISE(ABORT, 'the journal is never replaced')
  WHERE EXISTS (SELECT 1 FROM journal_row WHERE entry = NEW.entry AND seq = NEW.seq)
     OR EXISTS (
       SELECT 1 FROM journal_row WHERE table_name = NEW.table_name AND row = NEW.row AND rev = NEW.rev
     );
END;
CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'an act is undone once only')
  WHERE OLD.undone_by IS NOT NULL AND NEW.undone_by IS NOT OLD.undone_by;
  SELECT RAISE(ABORT, 'the journal is never changed')
  WHERE (NEW.id, NEW.at, NEW.actor, NEW.verb, NEW.subject_kind, NEW.subject, NEW.reason)
     IS NOT (OLD.id, OLD.at, OLD.actor, OLD.verb, OLD.subject_kind, OLD.subject, OLD.reason)
     OR NEW.undoes IS NOT OLD.undoes
     OR (NEW.sentence IS NOT OLD.sentence AND NOT EXISTS (SELECT 1 FROM journal_open WHERE entry = OLD.id))
     OR (NEW.undone_by IS NOT OLD.undone_by
         AND NOT EXISTS (SELECT 1 FROM journal WHERE id = NEW.undone_by AND undoes = OLD.id));
END;
CREATE INDEX patient_by_external_id ON patient (external_id)
WHERE external_id <> '' AND status <> 'entered-in-error';
CREATE INDEX patient_by_email ON patient (email COLLATE NOCASE) WHERE email <> '' AND status <> 'entered-in-error';
COMMIT;
