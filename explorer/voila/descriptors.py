"""How many files and sockets the server may have open: a system's first limit is that of a small program."""

from __future__ import annotations

import sys

ENOUGH = 65_536  # about a hundred for each of more visitors than a machine holds


def raise_limit() -> None:
    """Take as many descriptors as the system gives without asking anybody, up to what is enough."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(ENOUGH, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
