"""How the digest writes: what it wishes, what its posts are like, what its editors' changes have in common. Pure; form only, never facts."""

from __future__ import annotations
