"""What the sender needs of a session: which ERP, and under whose sign-in."""

from datetime import datetime
from typing import Protocol

from app.core.hold import Hold
from app.core.postings import Answer, Posting
from app.core.proof.reading import Question, Reading
from app.core.target import Target
from app.services.signed_in import SignedIn


class Books(Protocol):
    """What is asked and told of an ERP's books, whichever ERP it is.

    Any thread may call; calls block and raise `Problem`. But for `post` they have no effect. The
    token is any signed-in user's: reading is nobody's transaction.
    """

    def post(self, token: str, posting: Posting, batch_number: str) -> Answer:
        """Have it done.

        Args:
            token: Of the user who confirmed it.
            posting: One of this ERP's kinds.
            batch_number: The ERP's, to go on with; empty for a new one.
        """
        ...

    def read(self, token: str, question: Question, now_utc: datetime) -> Reading:
        """What the books say, for a proof; `now_utc` dates it."""
        ...

    def is_looked_at(self, posting: Posting, *, aged: bool) -> bool:
        """Whether `look` comes before it is sent; `aged`: it waited long. Asks nothing."""
        ...

    def look(self, token: str, posting: Posting, now_utc: datetime) -> Hold | None:
        """What a person must decide on before it is sent; None if it may go."""
        ...

    def ask_harmlessly(self, token: str, posting: Posting) -> None:
        """Something short about it, to hear whether it is the ERP itself that answers."""
        ...

    def preview(self, posting: Posting, batch_number: str) -> str:
        """What `post` would send, for a person to read; without the token. Asks nothing.

        Raises:
            Rejected: It can't be expressed.
        """
        ...


class Line(Protocol):
    """The thread-safe part of a session, with a window or without one."""

    @property
    def target(self) -> Target:
        """Which ERP."""
        ...

    @property
    def books(self) -> Books:
        """What it is asked and told."""
        ...

    def credentials(self) -> SignedIn | None:
        """User and token that belong together, None unless signed in."""
        ...
