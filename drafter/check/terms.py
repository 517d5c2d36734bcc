"""One entry of the digest's glossary: which form is wanted, which comes first, which never."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.entities import Entity

HAN = re.compile(r"[\u3400-\u9fff]")


class GlossaryTerm(Entity):
    """One entry of `glossary.yaml`."""

    term: str
    """As sources write it: `stablecoin`."""
    wanted: str
    """As the edition writes it: `稳定币`; the same as `term` where it stays as it is."""
    also: tuple[str, ...] = ()
    """Other forms of sources: `stable coin`."""
    forbidden: tuple[str, ...] = ()
    """Forms that are not to stand in the edition: `稳定代币`."""
    short: str = ""
    """What it is called after its first mention: `CBDC`; empty: `wanted`."""
    first: str = ""
    """How the first mention is written; empty: made of `wanted`, `term` and `short` where there is a short form."""
    kept: bool = False
    """A name that is never translated."""

    @property
    def after(self) -> str:
        """The form after the first mention."""
        return self.short or self.wanted

    @property
    def opening(self) -> str:
        """The form of the first mention, `央行数字货币（Central Bank Digital Currency，CBDC）`; empty where it is written like every other."""
        if self.first or not self.short or self.short == self.wanted:
            return self.first
        if not HAN.search(self.wanted):
            return f"{self.wanted} ({self.short})"
        original = [] if self.term == self.wanted or HAN.search(self.term) else [self.term]
        return f"{self.wanted}（{'，'.join(dict.fromkeys([*original, self.short]))}）"


def form_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of the forms, the longest first: Latin ones as whole words in any case, a plural s allowed; Chinese ones anywhere."""
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    return re.compile("|".join(re.escape(form) if HAN.search(form) else rf"(?<![A-Za-z])(?i:{re.escape(form)})s?(?![A-Za-z])" for form in longest))
