import pytest

from app.core.flow.steps import Step
from app.core.kit.draft import KitDraft
from tests.unit.core.flow.reading import scan
from tests.unit.core.kit.plant import new_draft


@pytest.fixture
def draft() -> KitDraft:
    return new_draft()


@pytest.fixture
def on_components(draft: KitDraft) -> KitDraft:
    scan(draft, "PUMP", "S1", "KB:NEXT")
    assert draft.state.step is Step.LINES
    return draft
