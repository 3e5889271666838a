"""Heads of rare events."""

import pytest

torch = pytest.importorskip("torch")

from training.event_heads import fit_event  # noqa: E402
from training.grams import gram_rows  # noqa: E402


def _without_letters(count: int) -> torch.Tensor:
    return gram_rows([""] * count)


def test_a_direction_that_tells_is_found_and_left_out_folds_see_it() -> None:
    torch.manual_seed(2)
    labels = (torch.rand(400) < 0.15).long()
    states = torch.randn(400, 600)
    states[:, 5] += 8 * labels
    folds = torch.arange(400) % 5
    head = fit_event(states, _without_letters(400), labels.float(), labels, folds)
    left_out = torch.tensor(head.left_out)
    assert left_out[labels == 1].mean() > left_out[labels == 0].mean() + 0.2
    state = head.state()
    assert state["weight"].shape == (2, 600)
    chances = torch.softmax(states @ state["weight"].T + state["bias"], -1)[:, 1]
    assert (chances[labels == 1].median() > chances[labels == 0].median()).item()


def test_labels_without_a_reason_are_not_foretold_in_left_out_folds() -> None:
    torch.manual_seed(4)
    labels = (torch.rand(300) < 0.3).long()
    states = torch.randn(300, 500)
    head = fit_event(states, _without_letters(300), labels.float(), labels, torch.arange(300) % 5)
    left_out = torch.tensor(head.left_out)
    assert abs(float(left_out[labels == 1].mean() - left_out[labels == 0].mean())) < 0.1


def test_letters_tell_where_states_do_not() -> None:
    torch.manual_seed(5)
    labels = (torch.arange(300) % 4 == 0).long()
    texts = ["هاجم مسلحون القرية" if one else "زار الوزير القرية" for one in labels.tolist()]
    head = fit_event(
        torch.randn(300, 500), gram_rows(texts), labels.float(), labels, torch.arange(300) % 5
    )
    left_out = torch.tensor(head.left_out)
    assert left_out[labels == 1].min() > left_out[labels == 0].max()
    added = head.gram_head()(gram_rows(["هاجم مسلحون القرية", "زار الوزير القرية"]))
    assert added[0, 1] > added[1, 1]
    assert added[:, 0].tolist() == [0, 0]
