"""What carries out the jobs that leave the keystroke: each link does those of one kind (`core.jobs.ports.Link`)."""
