"""Claims without figures: how far an event has come, what growth is measured from, ranks, who did it to whom,
who said it and why, how much of it, flipped words.

A check is silent where it is not sure. `names` are pairs (form in the claim, form in the source), as a summary declares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.check.findings import Finding, Passage, in_order

__all__ = ["check_claims"]

Pairs = Sequence[tuple[str, str]]


def check_claims(claim: str, passages: Iterable[Passage], names: Pairs = ()) -> tuple[Finding, ...]:
    """Every finding, by place in the claim; the same for every order of the passages."""
    if not claim.strip():
        return ()
    # Their patterns take a while to make: a run fetches its first pages meanwhile.
    from drafter.check.claims.causes import cause_findings
    from drafter.check.claims.growth import growth_findings
    from drafter.check.claims.levels import level_findings
    from drafter.check.claims.modality import modality_findings
    from drafter.check.claims.polarity import polarity_findings
    from drafter.check.claims.posts import post_findings
    from drafter.check.claims.qualifiers import qualifier_findings
    from drafter.check.claims.rank import rank_findings
    from drafter.check.claims.roles import role_findings
    from drafter.check.claims.scope import scope_findings
    from drafter.check.claims.speakers import speaker_findings
    from drafter.check.claims.status import status_findings

    ordered = sorted(set(passages), key=lambda passage: (passage.id, passage.text))
    return in_order(
        (
            *status_findings(claim, ordered, names),
            *modality_findings(claim, ordered, names),
            *polarity_findings(claim, ordered),
            *growth_findings(claim, ordered),
            *level_findings(claim, ordered),
            *rank_findings(claim, ordered, names),
            *role_findings(claim, ordered, names),
            *post_findings(claim, ordered, names),
            *qualifier_findings(claim, ordered, names),
            *speaker_findings(claim, ordered, names),
            *scope_findings(claim, ordered),
            *cause_findings(claim, ordered),
        )
    )
