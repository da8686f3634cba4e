"""Whether the screen has followed what happened."""

from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.pages.scan_flow import ScanFlow
from app.ui.window import MainWindow


def behind(window: MainWindow) -> bool:
    """Whether any flow that has pages is to show something that it doesn't yet."""
    pages = (window.stack.widget(at) for at in range(window.stack.count()))
    return any(page.behind for page in pages if isinstance(page, ScanFlow | BuyerFlow))
