"""Writers behind the model port: `openai_writer` (any compatible endpoint), `extractive` (embedded), `replay` (kept answers only)."""

import sys

# The openai client's HTTP library imports its own command line as httpx does (see `drafter/collect/__init__.py`).
sys.modules.setdefault("httpx2._main", None)  # type: ignore[arg-type]  # None is Python's mark for "do not import"
