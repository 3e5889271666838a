"""Every lexicon is well formed and says where it comes from."""

import pytest

from tawatur.errors import LexiconError
from tawatur.language import lexicon


@pytest.mark.parametrize("name", lexicon.names())
def test_states_source_and_licence(name: str) -> None:
    loaded = lexicon.load(name)
    assert loaded.rows
    assert loaded.head["source"]
    assert loaded.head["licence"]
    licence = loaded.head["licence"].casefold()
    assert "gpl" not in licence
    assert "-nc" not in licence


@pytest.mark.parametrize("name", lexicon.names())
def test_has_no_row_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in lexicon.load(name).rows]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("# title: t\n# source: s\nform\nx\n", "licence"),
        ("# title: t\n# source: s\n# licence: l\nform\nx\ty\n", "2 cells, 1 columns"),
    ],
)
def test_refuses_what_is_not_well_formed(content: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        lexicon.parse("made", content)


def test_names_what_there_is() -> None:
    with pytest.raises(LexiconError, match="clitics"):
        lexicon.load("no-such-lexicon")
