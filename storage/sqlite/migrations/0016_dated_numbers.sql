-- Exceptions and blocks have numbers that no two of them share, and that none has again. They were places in the order of
-- the set-up, from 0, in each table; that order stays.
UPDATE session_exception SET seq = -1 - seq;

UPDATE session_exception SET seq = -seq;

UPDATE block SET seq = -1 - seq - (SELECT coalesce(max(seq), 0) FROM session_exception);

UPDATE block SET seq = -seq;

INSERT INTO meta (key, value)
SELECT 'next_dated', 1 + max(
  (SELECT coalesce(max(seq), 0) FROM session_exception),
  (SELECT coalesce(max(seq), 0) FROM block)
);
