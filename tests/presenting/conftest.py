"""The story that tests of presenting look at."""

from __future__ import annotations

import pytest

from tawatur.weighing import Situation
from tests.presenting import sample


@pytest.fixture(scope="session")
def situation() -> Situation:
    return sample.story()
