"""The buyer's pages: searching, the sheet and its panel, a file, a conflict, what became of it."""

from dataclasses import replace
from decimal import Decimal

from app.core.flow.steps import Step
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.requests import EditLine
from app.core.posting import PostingEvent as E
from app.core.problems import Problem, ProblemCode, Rejected, Unknown
from app.core.spreadsheets import read_table
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT
from app.services.order_search import Finding
from app.services.purchase import Purchase
from app.services.session import SignIn
from app.ui.pages.buyer_flow import BuyerFlow
from app.ui.places import Place
from tests.gui.stage import Stage
from tests.gui.state_list import state
from tests.services.answers import answered
from tests.services.world import drained, until

KEY = API_KEYS["APIUSER"]
ORDER = "1752"
REFUSED = Rejected(
    ProblemCode.MANUFACTURER, "PO Items edit failed.UniqMfgrhd is Invalid.", certain=True
)
_SAID: dict[E, Problem] = {E.REFUSED_SURELY: REFUSED, E.LOST_TRACK: Unknown(ProblemCode.DROPPED)}
LINES = """Part\tQty\tPrice\tMfgr\tNote
RELAY-24V\t50\t1.10\tTE\t
RELAY-24V\t60\t1.10\tTE\tWith the first delivery
CONN-4P\tmany\t0.24\tMOLX\t
NO-SUCH-PART\t10\t2.00\t\t
IC-MCU-32\t100\t4.10\tST\t
SCR-M3X8\t500\t0\tFAST\t
"""


def _purchase(on: Stage) -> Purchase:
    assert on.station.purchase is not None
    return on.station.purchase


def _flow(on: Stage) -> BuyerFlow:
    return on.window.purchase


def _settled(on: Stage) -> None:
    desk = _purchase(on).desk
    until(lambda: desk.idle and not (desk.asking or desk.refreshing))
    drained()
    until(lambda: not _flow(on).behind)


def _entered(on: Stage) -> None:
    """The key is accepted, and the buyer's desk is open."""
    buying = _purchase(on).buying
    buying.enter(on.cable.url + ROOT, KEY)
    until(lambda: buying.session.credentials() is not None)
    on.window.open_flow(Place.PURCHASE)


def _searched(on: Stage, text: str, finding: Finding) -> None:
    search = _purchase(on).desk.search
    search.find(text)
    until(lambda: search.now.finding is finding)


def _opened(on: Stage, number: str = ORDER) -> None:
    _entered(on)
    desk = _purchase(on).desk
    desk.search.find(number)
    until(lambda: desk.opened)
    _settled(on)


def _enter(on: Stage, row: int, of: F, text: str) -> None:
    desk = _purchase(on).desk
    assert desk.draft is not None
    desk.enter(desk.draft.sheet.names[row], of, text)


def _pasted(on: Stage) -> None:
    page, desk = _flow(on).lines, _purchase(on).desk
    assert desk.draft is not None
    page.table.go_to(len(desk.draft.sheet), 1)
    page.paste(LINES)
    _settled(on)


def _changed(on: Stage) -> None:
    _opened(on)
    _enter(on, 2, F.QUANTITY, "600")
    _enter(on, 6, F.NOTE, "Ring before you deliver")
    _enter(on, 8, F.COST_EACH, "9.80")  # far from the one before
    desk = _purchase(on).desk
    assert desk.draft is not None
    desk.cancel_lines([desk.draft.sheet.names[4]])
    desk.add({F.PART_NUMBER: "RELAY-24V", F.MANUFACTURER: "TE", F.QUANTITY: "50", F.COST_EACH: "1"})
    _settled(on)


def _reviewed(on: Stage) -> None:
    _purchase(on).desk.review()
    _settled(on)


# Order


@state()
def purchase_empty(on: Stage) -> None:
    _entered(on)


@state()
def purchase_found(on: Stage) -> None:
    _entered(on)
    _searched(on, "Voltex Components Ltd", Finding.CHOOSE)


@state()
def purchase_not_known(on: Stage) -> None:
    _entered(on)
    _searched(on, "4711-2222", Finding.NOT_FOUND)


@state(signed_in=False, live=True, alone=True)
def purchase_without_key(on: Stage) -> None:
    session = _purchase(on).buying.session
    until(lambda: session.sign_in_state is SignIn.SIGNED_OUT)
    on.window.open_flow(Place.PURCHASE)
    _searched(on, ORDER, Finding.FAILED)


# Lines


@state()
def purchase_lines(on: Stage) -> None:
    _changed(on)


def _fold(on: Stage, *, shut: bool) -> None:
    """Those groups of the panel that are folded away as it is made: all but the first three."""
    for group in _flow(on).lines.panel.groups[3:]:
        if group.form.isHidden() is not shut:
            group.fold()


@state(back=lambda on: _fold(on, shut=True))
def purchase_fields(on: Stage) -> None:
    _opened(on)
    _fold(on, shut=False)


@state()
def purchase_invalid(on: Stage) -> None:
    _opened(on)
    _pasted(on)
    _flow(on).lines.go_to_line("+3")


@state()
def purchase_typing(on: Stage) -> None:
    _opened(on)
    desk = _purchase(on).desk
    assert desk.draft is not None
    _flow(on).lines.table.edit_cell(len(desk.draft.sheet), 1, "RE")


@state(after="purchase-review")
def purchase_scan_refused(on: Stage) -> None:
    on.inject("MOTOR003")


@state()
def purchase_file(on: Stage) -> None:
    _opened(on)
    flow, desk = _flow(on), _purchase(on).desk
    assert desk.draft is not None
    flow.look_at("requests of week 49.csv", read_table(LINES))


@state()
def purchase_closed(on: Stage) -> None:
    _opened(on, "1754")


# Review and Done


@state(after="purchase-lines")
def purchase_review(on: Stage) -> None:
    _reviewed(on)


@state(alone=True)
def purchase_conflict(on: Stage) -> None:
    _changed(on)
    with Transport(on.cable.url + ROOT) as transport:
        beside = ManexClient(transport)
        line = next(one for one in beside.lines(KEY, ORDER) if one.item_number == "003")
        theirs = replace(line.values, quantity=Decimal(700), note="Urgent")
        beside.edit_line(KEY, EditLine(ORDER, "003", line.key, theirs, line))
    _reviewed(on)


@state()
def purchase_done(on: Stage) -> None:
    _confirmed(on)
    _become(on, (E.ANSWERED,), (E.ANSWERED,), (E.ANSWERED,), (E.ANSWERED,))


@state()
def purchase_done_mixed(on: Stage) -> None:
    _confirmed(on)
    _become(on, (E.ANSWERED,), (E.REFUSED_SURELY,), (E.LOST_TRACK,), ())


def _confirmed(on: Stage) -> None:
    """In the outbox, from where nothing is sent by itself."""
    assert _purchase(on).sender.stop()
    desk = _purchase(on).desk
    _opened(on)
    _enter(on, 2, F.QUANTITY, "600")
    _enter(on, 6, F.NOTE, "Ring before you deliver")
    assert desk.draft is not None
    desk.cancel_lines([desk.draft.sheet.names[4]])
    desk.add({F.PART_NUMBER: "RELAY-24V", F.MANUFACTURER: "TE", F.QUANTITY: "50", F.COST_EACH: "1"})
    _settled(on)
    _reviewed(on)
    assert desk.may_post
    desk.confirm()
    until(lambda: desk.step is Step.DONE)
    _settled(on)


def _become(on: Stage, *ends: tuple[E, ...]) -> None:
    """Bring each posting there as the sender does."""
    desk, outbox = _purchase(on).desk, on.station.outbox
    assert desk.opened is not None
    for stored, end in zip(desk.opened.results, ends, strict=True):
        posting = stored.posting
        for event in (E.CLAIMED, *end) if end else ():
            answer = answered(posting) if event is E.ANSWERED else None
            outbox.record(
                posting.posting_id, event, problem=_SAID.get(event), answer=answer
            ).result()
        desk.sent(outbox.get(posting.posting_id))
    on.seen()
    _settled(on)
