"""Where one is in the window, where one came from, and whether the station is locked."""

from enum import StrEnum


class Place(StrEnum):
    """Where one can be."""

    HOME = "home"
    KIT = "kit"
    RECEIVE = "receive"
    PURCHASE = "purchase"  # the buyer's desk, where there is a way to ManEx
    ACTIVITY = "activity"
    LABELS = "labels"
    SET_UP = "setup"
    KEY = "key"  # ManEx's, entered by a lead
    SIGN_IN = "sign-in"
    LOCKED = "locked"
    HELP = "help"


_ASIDE = {Place.KEY, Place.SIGN_IN, Place.LOCKED, Place.HELP}


class Places:
    """The way through the window. A locked station is left only by `unlock`.

    Attributes:
        now: Where one is.
        work: Where one was at work last; sign-in, help and the lock lead back there.
    """

    def __init__(self) -> None:
        self.now = self.work = Place.HOME

    @property
    def locked(self) -> bool:
        """Whether nobody may work here."""
        return self.now is Place.LOCKED

    def go(self, place: Place) -> bool:
        """Go there; false where the lock forbids it."""
        if self.locked:
            return False
        self.now = place
        if place not in _ASIDE:
            self.work = place
        return True

    def unlock(self) -> None:
        """Somebody has shown who they are."""
        self.now = self.work
