-- What waits for a role, and what those above are told of, among however many others: both told by the index alone.
CREATE INDEX work_case_by_pool ON work_case (kind, pool, owner, snoozed, state) WHERE status = 'open';
CREATE INDEX work_case_by_escalation ON work_case (kind, escalates, snoozed, state) WHERE status = 'open';
