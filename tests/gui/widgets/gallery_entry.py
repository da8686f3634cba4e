"""Made-up pages on which something is typed, for the gallery and the tests of the widgets."""

from app.ui.look import Look
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.keypad import Keypad
from tests.gui.widgets import gallery_flow


def open_panel(look: Look, page: FlowFrame) -> EntryPanel:
    """Give a page the fold at the prompt, and open it."""
    panel = EntryPanel(look)
    page.set_entry(panel)
    page.action_bar.add_left(panel.make_opener())
    panel.open()
    return panel


def typing(look: Look) -> FlowFrame:
    page = gallery_flow.components(look)
    open_panel(look, page)
    return page


def numbers(look: Look) -> FlowFrame:
    page = gallery_flow.components(look)
    panel = open_panel(look, page)
    panel.keypad.set_shape(Keypad.NUMBERS)
    panel.set_quantity_offered(True)
    panel.entry.setText("12")
    return page


def pasted(look: Look) -> FlowFrame:
    page = gallery_flow.components(look)
    panel = open_panel(look, page)
    panel.set_quantity_offered(True)
    panel.entry.setText("GC00004057\nGC00004058\nGC00004059")
    return page


def hidden(look: Look) -> FlowFrame:
    page = gallery_flow.refused(look)
    panel = open_panel(look, page)
    panel.entry.setText("]d2010401234567890110W-2207\x1d17261220\x1d3740")
    return page
