import pytest

from app.core.flow.steps import Step
from app.core.receiving.draft import ReceiptDraft
from tests.unit.core.flow.reading import scan
from tests.unit.core.receiving.plant import ORDER, new_draft, with_lots


@pytest.fixture
def draft() -> ReceiptDraft:
    return with_lots(new_draft(), "L1", "L2", "L3")


@pytest.fixture
def on_lines(draft: ReceiptDraft) -> ReceiptDraft:
    scan(draft, ORDER, "KB:NEXT")
    assert draft.state.step is Step.LINES
    return draft
