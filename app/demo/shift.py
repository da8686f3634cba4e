"""The shift that the demo plays: kits, a delivery and orders, with what goes wrong in between.

A generator: it scans, and yields what must be true before it goes on. It knows the training
ERP's plant and nothing of widgets.
"""

from collections.abc import Collection
from enum import StrEnum

from app.demo.buyer import BuyerScenes, Keyboard
from app.demo.cable import NetworkCable
from app.demo.kits import KitScenes
from app.demo.orders import OrderBooks
from app.demo.receipts import ReceiptScenes
from app.demo.scenes import Hand, Play, Until
from app.main import Workstation
from app.services.session import SignIn


class Part(StrEnum):
    """What a shift consists of."""

    KITS = "kits"
    RECEIPT = "receipt"
    ORDERS = "orders"


class Shift:
    """One person's shift at the station, and a buyer's visit to it."""

    def __init__(
        self,
        station: Workstation,
        cable: NetworkCable,
        orders: OrderBooks,
        hand: Hand,
        keyboard: Keyboard,
    ) -> None:
        self._station, self._cable, self._orders = station, cable, orders
        self._hand, self._keyboard = hand, keyboard

    def play(self, parts: Collection[Part] = tuple(Part)) -> Play:
        """All of it, or only these parts."""
        station, hand = self._station, self._hand
        session = station.session
        yield Until("signed in", lambda: session.sign_in_state is SignIn.SIGNED_IN)
        yield Until("the clock is measured", lambda: session.clock_measured)
        yield hand.picture("home")
        if Part.KITS in parts:
            yield from KitScenes(station.desk, session, self._cable, hand).play()
        if Part.RECEIPT in parts:
            yield from ReceiptScenes(station, hand).play()
        if Part.ORDERS in parts and station.purchase is not None:
            yield from BuyerScenes(station.purchase, self._orders, hand, self._keyboard).play()
        hand.scan("KB:GOTO-ACTIVITY")
        yield Until("the list of postings is asked for", lambda: station.flows.idle)
        yield hand.picture("activity")
