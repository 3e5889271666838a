"""Heads of rare events."""

import pytest

torch = pytest.importorskip("torch")

from training.event_heads import fit_event  # noqa: E402


def test_a_direction_that_tells_is_found_and_left_out_folds_see_it() -> None:
    torch.manual_seed(2)
    labels = (torch.rand(400) < 0.15).long()
    states = torch.randn(400, 600)
    states[:, 5] += 8 * labels
    folds = torch.arange(400) % 5
    head = fit_event(states, labels.float(), labels, folds)
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
    head = fit_event(states, labels.float(), labels, torch.arange(300) % 5)
    left_out = torch.tensor(head.left_out)
    assert abs(float(left_out[labels == 1].mean() - left_out[labels == 0].mean())) < 0.1
