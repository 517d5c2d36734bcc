"""Every error drafter raises on purpose.

    DrafterError                 names the thing, what is wrong with it, and the way out
    ├── UsageError               the command's words are off                          exit 2
    ├── NoDraft                  nothing usable was collected, or the lock is held    exit 1
    ├── ConfigError              a setting, prompt, template or key must be changed   exit 4
    │   ├── SourceListError      a source list cannot be read (file and line)
    │   └── PromptError          a prompt file is not sound (file and variable)
    ├── NotAPost                 the text cannot be a post (file and line)            exit 1
    ├── KeptMissing              offline, and the page or answer asked for is not kept  exit 1
    └── ModelError               one call of the model failed; a value for its item, never content
        ├── Transient            may work later: connection, 5xx, timeout, blank answer
        │   └── RateLimited      429; carries how long to wait
        ├── Refused              refusal or content filter: never asked again with the same text
        ├── Truncated            the answer hit the token limit: never repaired
        ├── Unusable             the second answer was no better than the first: not the schema, nothing verifiable in it
        ├── OverBudget           this call would go over the budget
        └── Rejected             the endpoint will not take this request (too long, a parameter it does not know)
            └── Misconfigured    it will take none: key, model name, account; ends the run before more is tried

That one of many failed (a dead feed, a refused answer) is not an error but a value: `entities.Failure`.
"""

from __future__ import annotations


class DrafterError(Exception):
    """`subject` is the thing (path, URL, prompt, setting); `what` is wrong with it; `way_out` mends it."""

    exit_code = 1

    def __init__(self, subject: str, what: str, way_out: str = "") -> None:
        super().__init__(subject, what, way_out)
        self.subject, self.what, self.way_out = subject, what, way_out

    def __str__(self) -> str:
        said = f"{self.subject}: {self.what}" if self.subject else self.what
        return f"{said}\n  → {self.way_out}" if self.way_out else said


class UsageError(DrafterError):
    """The command's arguments contradict each other or name nothing that exists."""

    exit_code = 2


class NoDraft(DrafterError):
    """The run ended without a draft."""


class NotAPost(DrafterError):
    """The text cannot be a post of this form; `subject` is `file:line`."""


class KeptMissing(DrafterError):
    """`--offline` asked for a page or an answer that is not kept."""


class ConfigError(DrafterError):
    """A setting, a key or a file of the digest must be changed by a person."""

    exit_code = 4


class SourceListError(ConfigError):
    """A source list cannot be read; `subject` is `file:line`."""


class PromptError(ConfigError):
    """A prompt file is not sound; found when it is loaded, before any call."""


class ModelError(DrafterError):
    """One call of the model failed. The pipeline turns it into a Failure of that item."""

    reason = "model-error"


class Transient(ModelError):
    """The same call may work later."""

    reason = "model-unavailable"


class RateLimited(Transient):
    """The endpoint refused for now; `retry_after_s` is what it asked for, None when it said nothing."""

    reason = "rate-limited"

    def __init__(self, subject: str, what: str, way_out: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(subject, what, way_out)
        self.retry_after_s = retry_after_s


class Refused(ModelError):
    """The model or a content filter refused this text."""

    reason = "refused"


class Truncated(ModelError):
    """The answer ended at the token limit."""

    reason = "truncated"


class Unusable(ModelError):
    """Asked again with its faults named, the model still gave nothing that can be used."""

    reason = "bad-answer"


class OverBudget(ModelError):
    """The call was not made: it would have gone over the run's budget."""

    reason = "budget"


class NotWanted(ModelError):
    """A further call was not made: what it would be for is no item of the edition after all."""

    reason = "not-wanted"


class Rejected(ModelError):
    """The endpoint will not take such a request at all: wrong key, unknown model, bad parameters."""

    reason = "rejected"


class Misconfigured(Rejected):
    """Key, model name or account are wrong: no call can work. Ends the run; what was kept is used when it is run again."""

    exit_code = 4
