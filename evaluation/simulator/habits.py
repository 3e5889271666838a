"""What newsrooms do to a text, and how often."""

from __future__ import annotations

import msgspec

from evaluation.simulator.data_files import Row, rows

__all__ = ["Habits", "Outlet", "outlets"]

_CEILING = 0.95


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """Rates from 0 to 1, as they are at a noise of one half.

    The first group grows with the noise and vanishes without it; the second says what there is
    to copy and stays as it is.
    """

    cut: float = 0.35
    """A copied paragraph is left out (the later, the likelier)."""
    reorder: float = 0.3
    """An article's paragraphs below the lead change places."""
    reword: float = 0.2
    """A copied sentence with a figure is written anew from its facts."""
    substitute: float = 0.3
    """A word that has a synonym is replaced."""
    drop_attribution: float = 0.25
    """An attribution at the edge of a sentence is cut."""
    colour: float = 0.35
    """An article gets a paragraph of the outlet's own."""
    mistake: float = 0.04
    """A figure is garbled in copying."""
    renoun: float = 0.25
    """Those counted are called something else (soldiers, servicemen)."""

    wire_visible: float = 0.6
    """An agency's own dispatch is in the pile."""
    mix: float = 0.12
    """An article is made from two agencies."""
    own: float = 0.12
    """An article is the outlet's own reporting, with a source of its own."""
    relay: float = 0.15
    """An article is taken from another outlet, not from an agency."""
    lookalike: float = 0.08
    """An article is a bulletin that shares a formula with others and nothing else."""

    def at(self, noise: float) -> Habits:
        """Return the rates at a noise of 0 to 1."""
        names = (
            "cut",
            "reorder",
            "reword",
            "substitute",
            "drop_attribution",
            "colour",
            "mistake",
            "renoun",
        )
        scaled = {name: min(_CEILING, 2 * noise * getattr(self, name)) for name in names}
        return msgspec.structs.replace(self, **scaled)


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet or agency: its name and house style."""

    name: str
    called: str
    """As others name it: with the word for its kind and in quotation marks."""
    digits: str = "latin"
    hamza: str = "full"
    tanwin: str = "after"
    final_ya: str = "dots"
    words: bool = True
    credit: str = "none"
    credits: float = 1.0
    rewrites: float = 0.5
    agency: bool = False

    @classmethod
    def of(cls, row: Row) -> Outlet:
        """Return the outlet of a row of ``data/outlets.tsv``."""
        medium = row["medium"]
        return cls(
            name=row["name"],
            called=f"{medium} «{row['name']}»" if medium else f"«{row['name']}»",
            digits=row["digits"],
            hamza=row["hamza"],
            tanwin=row["tanwin"],
            final_ya=row["final_ya"],
            words=row["words"] == "yes",
            credit=row["credit"],
            credits=float(row["credits"]),
            rewrites=float(row["rewrites"]),
        )

    def credits_at(self, noise: float) -> float:
        """Return how often the outlet names its source at a noise of 0 to 1."""
        return max(0.02, 1 - 2 * noise * (1 - self.credits))

    def rate(self, rate: float) -> float:
        """Return a rate of rewriting as this outlet leans."""
        return min(_CEILING, rate * (0.4 + 1.2 * self.rewrites))


def outlets() -> list[Outlet]:
    """Return the outlets of ``data/outlets.tsv``."""
    return [Outlet.of(row) for row in rows("outlets")]
