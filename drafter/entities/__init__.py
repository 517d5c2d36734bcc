"""drafter's nouns as frozen data, and the ports' protocols. No behaviour beyond reading a value.

Text that spans point into is never stripped or normalised here. Every datetime is zone-aware; the one
value that may lack a zone is `Stamp`, which keeps what the page stated and is read in the digest's zone.
"""

from drafter.entities.base import EXTRACTIVE, FORMAT_VERSION, NOT_NEWS, ArticleKind, Entity, Failure, Language, Role, Stage, Stamp
from drafter.entities.edition import (
    Continued,
    Edition,
    Evidence,
    Flag,
    Item,
    Notice,
    Paragraph,
    Rate,
    Rewrite,
    Severity,
    Statement,
    StatementKind,
    Summary,
    Thesis,
)
from drafter.entities.model import Answer, Ask, Call, Message, Usage, Writer
from drafter.entities.sources import Article, Entry, Link, Page, Sentence, Source, Unseen

__all__ = [
    "EXTRACTIVE",
    "FORMAT_VERSION",
    "NOT_NEWS",
    "Answer",
    "Article",
    "ArticleKind",
    "Ask",
    "Call",
    "Continued",
    "Edition",
    "Entity",
    "Entry",
    "Evidence",
    "Failure",
    "Flag",
    "Item",
    "Language",
    "Link",
    "Message",
    "Notice",
    "Page",
    "Paragraph",
    "Rate",
    "Rewrite",
    "Role",
    "Sentence",
    "Severity",
    "Source",
    "Stage",
    "Stamp",
    "Statement",
    "StatementKind",
    "Summary",
    "Thesis",
    "Unseen",
    "Usage",
    "Writer",
]
