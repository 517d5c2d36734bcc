"""Publishing a post: checked once more, moved to where the site shows it, entered in the ledger; and taken back.

    draft ─► recheck.check ─► links.look_again ─► gate.stops ─► moving ─► ledger line ─► mail, WeChat
                                                   │ BLOCK flags, notes to the editor, embargo, approvals
                                                   └ nothing is written while one stands

A publish that was killed is finished by the same command: what it was about to do lies in the edition's folder until it is done.
"""

from drafter.publish.approving import Standing, approve, standing
from drafter.publish.command import Asked, Published, TakenBack, publish, unpublish
from drafter.publish.gate import Stop

__all__ = ["Asked", "Published", "Standing", "Stop", "TakenBack", "approve", "publish", "standing", "unpublish"]
