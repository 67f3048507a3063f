"""The figures that the owner watches, beside Jupyter Server's own."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

FAST = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
SLOW = (0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30)

VISITORS = Gauge("explorer_visitors", "Pages with a kernel.")
PLACES = Gauge("explorer_places", "Pages that may have a kernel at once.")
OPENED = Counter("explorer_pages_opened", "Pages that were given a kernel.", ["page"])
REFUSED = Counter("explorer_visitors_refused", "Pages that found no place.")
DRAWN = Histogram("explorer_first_view_seconds", "From asking for a page to its widgets being drawn.", buckets=SLOW)
ANSWER = Histogram("explorer_answer_seconds", "From a page's message to its kernel being done with it.", buckets=FAST)
ENDED = Counter("explorer_kernels_ended", "Kernels of pages that ended, and why.", ["why"])
ERRORS = Counter("explorer_errors", "Errors with a number in the log.", ["where"])
UNSENT = Counter("explorer_messages_refused", "Messages that no page of ours sends.")
LOGINS_FAILED = Counter("explorer_logins_failed", "Wrong tokens and passwords, and tries too many.")
