"""Work that must not be forgotten: referrals, tasks and whatever else goes on for days, as cases of one pattern."""
