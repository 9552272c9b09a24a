"""When providers work, changed at the desk: leave, blocks, extra and cancelled sessions."""
