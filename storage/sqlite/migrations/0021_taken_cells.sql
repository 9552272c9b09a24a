-- Which cells of five minutes one booking of a provider (those that stand in lane 0) or of a room fills whole: a row for each
-- stretch of 9216 cells, 32 days, in which there ever was one. Each digit is hexadecimal and stands for four cells, of which
-- the first is its lowest bit. Kept by triggers on occupancy, which holds no two at once in a lane: so digits are added and
-- taken away again, and never carry.
CREATE TABLE taken_cells (
  kind     TEXT NOT NULL CHECK (kind IN ('provider', 'room')),
  resource TEXT NOT NULL,
  stretch  INTEGER NOT NULL,
  cells    TEXT NOT NULL CHECK (length(cells) = 2304),
  PRIMARY KEY (kind, resource, stretch)
) WITHOUT ROWID;
