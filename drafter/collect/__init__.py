"""Source lists → entries → articles: reading lists, fetching, feeds, extraction. Rooms of one stage; `drafter/collector.py` runs them."""

import sys

# httpx imports its own command line, and with it rich and pygments, wherever these are installed: a third of its import time, before
# the first page can be fetched. Without that module httpx does without it.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None is Python's mark for "do not import"
