"""What tracing finds over a collection."""

from __future__ import annotations

import msgspec

from tawatur.records import Derivation, Family, Reuse

__all__ = ["Trace"]


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The lineage of a collection, each list in a fixed order.

    ``reuse`` holds the aligned pairs of passages, ``derivations`` one record a pair of articles
    that share text, ``families`` the passages that are one text.
    """

    reuse: tuple[Reuse, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    families: tuple[Family, ...] = ()
