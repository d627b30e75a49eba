"""With what a command ends; 2, a wrong call, is the command line's own."""

from __future__ import annotations

FAILED = 1
SOME_FAILED = 3  # it was done, but some records failed
INTERRUPTED = 130  # as a shell says of what Ctrl-C ended
TERMINATED = 143
