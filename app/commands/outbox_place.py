"""Where `kitbench outbox` works: a home held by this process alone, its database and its log."""

from contextlib import ExitStack
from typing import Self

from app.core.settings import Settings
from app.diagnostics import Redactor, open_log
from app.paths import Home
from app.services.targets import manex_target_of, target_of
from app.store.database import Database
from app.store.lock import FileLock
from app.store.outbox import Outbox


class Place:
    """An opened home.

    Attributes:
        home: Its folders.
        settings: Of its station file.
        targets: The ERPs its postings are for.
        outbox: Of the target's database.
        redactor: Of the log; it learns every secret.

    Raises:
        HomeInUse: A workstation or another command works in it.
        StoreFault: It can't be used.
        OSError: Likewise.
    """

    def __init__(self, home: Home, settings: Settings, log_level: str) -> None:
        self.home = home
        self.settings = settings
        main = target_of(settings)
        manex = manex_target_of(settings, main.mode)
        self.targets = {main.erp: main, **({} if manex is None else {manex.erp: manex})}
        self.redactor = Redactor()
        with ExitStack() as opened:
            home.create()
            opened.enter_context(FileLock(home.lock))
            opened.callback(open_log(home.log, log_level, self.redactor))
            database = opened.enter_context(Database(home.database(main.mode)))
            self.outbox = Outbox(database)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._opened.close()
