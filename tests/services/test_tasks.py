"""Leaving the GUI thread and coming back."""

import sys
import threading
from concurrent.futures import Future
from types import TracebackType

import pytest

from app.services.tasks import Tasks, TookTooLongError
from tests.services.world import Heard, drained, until


class TestRun:
    def test_works_elsewhere_and_tells_in_the_gui_thread(self, tasks: Tasks) -> None:
        told: list[tuple[str, str]] = []
        tasks.run(
            lambda: threading.current_thread().name,
            lambda worker: told.append((worker, threading.current_thread().name)),
        )
        assert told == []  # never before `run` returns
        until(lambda: told)
        ((worker, teller),) = told
        assert worker.startswith("task")
        assert teller == threading.main_thread().name

    def test_tells_in_the_order_of_completion(self, tasks: Tasks) -> None:
        told: list[str] = []
        first_may_end = threading.Event()
        tasks.run(first_may_end.wait, lambda _: told.append("first"))
        tasks.run(lambda: None, lambda _: told.append("second"))
        until(lambda: told)
        first_may_end.set()
        until(lambda: len(told) == 2)
        assert told == ["second", "first"]

    def test_hands_the_failure_to_whoever_takes_it(self, tasks: Tasks) -> None:
        failed = Heard[Exception]()
        done = Heard[int]()
        tasks.run(lambda: 1 // 0, done, failed)
        assert isinstance(failed.one, ZeroDivisionError)
        assert done.all == []

    def test_needs_nobody_to_listen(self, tasks: Tasks) -> None:
        worked = threading.Event()
        tasks.run(worked.set)
        until(worked.is_set)
        drained()


class TestUnhandled:
    @pytest.fixture
    def hooked(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[BaseException, str]]:
        """What reached `sys.excepthook`, and in which thread."""
        caught: list[tuple[BaseException, str]] = []

        def hook(
            _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
        ) -> None:
            caught.append((error, threading.current_thread().name))

        monkeypatch.setattr(sys, "excepthook", hook)
        return caught

    @pytest.mark.qt_no_exception_capture
    def test_failure_shows_itself_in_the_gui_thread(
        self, tasks: Tasks, hooked: list[tuple[BaseException, str]]
    ) -> None:
        tasks.run(lambda: 1 // 0, lambda _: None)
        until(lambda: hooked)
        ((error, thread),) = hooked
        assert isinstance(error, ZeroDivisionError)
        assert thread == threading.main_thread().name

    @pytest.mark.qt_no_exception_capture
    def test_what_a_handler_raises_again_shows_itself(
        self, tasks: Tasks, hooked: list[tuple[BaseException, str]]
    ) -> None:
        def only_value_errors(error: Exception) -> None:
            if not isinstance(error, ValueError):
                raise error

        tasks.run(lambda: 1 // 0, None, only_value_errors)
        until(lambda: hooked)
        assert isinstance(hooked[0][0], ZeroDivisionError)

    @pytest.mark.qt_no_exception_capture
    def test_others_are_told_all_the_same(
        self, tasks: Tasks, hooked: list[tuple[BaseException, str]]
    ) -> None:
        done = Heard[int]()
        tasks.run(lambda: 1 // 0)
        until(lambda: hooked)
        tasks.run(lambda: 7, done)
        assert done.one == 7


class TestFollow:
    def test_a_future_of_another_thread(self, tasks: Tasks) -> None:
        future: Future[str] = Future()
        done = Heard[str]()
        tasks.follow(future, done)
        threading.Thread(target=future.set_result, args=("durable",)).start()
        assert done.one == "durable"

    def test_a_future_that_is_done_is_told_later_too(self, tasks: Tasks) -> None:
        future: Future[str] = Future()
        future.set_result("durable")
        done = Heard[str]()
        tasks.follow(future, done)
        assert done.all == []
        assert done.one == "durable"

    def test_a_cancelled_future_is_told_to_nobody(self, tasks: Tasks) -> None:
        future: Future[str] = Future()
        told = Heard[object]()
        tasks.follow(future, told, told)
        future.cancel()
        drained()
        assert told.all == []


class TestLimited:
    def test_ends_in_time(self, tasks: Tasks) -> None:
        done = Heard[str]()
        tasks.run_limited(lambda: "secret", 10, done)
        assert done.one == "secret"

    def test_one_after_the_other_in_order(self, tasks: Tasks) -> None:
        ran: list[str] = []
        keep_may_end = threading.Event()

        def keep() -> None:
            keep_may_end.wait(10)
            ran.append("keep")

        done = Heard[None]()
        tasks.run_limited(keep, 10)
        tasks.run_limited(lambda: ran.append("forget"), 10, done)
        keep_may_end.set()
        until(lambda: done.all)
        assert ran == ["keep", "forget"]

    def test_tells_when_it_takes_too_long_and_never_again(self, tasks: Tasks) -> None:
        answered = threading.Event()
        failed = Heard[Exception]()
        done = Heard[bool]()
        tasks.run_limited(lambda: answered.wait(20), 0.02, done, failed)
        assert isinstance(failed.one, TookTooLongError)
        answered.set()
        next_done = Heard[None]()
        tasks.run_limited(lambda: None, 10, next_done)
        until(lambda: next_done.all)
        drained()
        assert done.all == []
        assert len(failed.all) == 1

    def test_failure(self, tasks: Tasks) -> None:
        failed = Heard[Exception]()
        tasks.run_limited(lambda: 1 // 0, 10, None, failed)
        assert isinstance(failed.one, ZeroDivisionError)


class TestClose:
    def test_delivers_nothing_afterwards(self) -> None:
        tasks = Tasks()
        told = Heard[object]()
        later: Future[int] = Future()
        tasks.run(lambda: 1, told, told)
        tasks.follow(later, told, told)
        tasks.run_limited(lambda: 3, 10, told, told)
        assert tasks.close()
        later.set_result(2)
        drained()
        assert told.all == []

    def test_says_what_has_not_ended(self) -> None:
        tasks = Tasks()
        may_end = threading.Event()
        begun = threading.Event()

        def work() -> None:
            begun.set()
            may_end.wait(20)

        tasks.run(work)
        assert begun.wait(20)
        assert not tasks.close(0.01)
        may_end.set()
        assert tasks.close()

    def test_drops_what_has_not_begun(self) -> None:
        tasks = Tasks(threads=1)
        begun, may_end, never = threading.Event(), threading.Event(), threading.Event()

        def work() -> None:
            begun.set()
            may_end.wait(20)

        tasks.run(work)
        tasks.run(never.set)
        assert begun.wait(20)
        assert not tasks.close(0.01)
        may_end.set()
        assert tasks.close(20)
        assert not never.is_set()

    def test_leaves_a_hanging_prompt_behind(self) -> None:
        tasks = Tasks()
        answered = threading.Event()
        begun = threading.Event()

        def prompt() -> None:
            begun.set()
            answered.wait(20)

        tasks.run_limited(prompt, 10)
        assert begun.wait(20)
        assert not tasks.close(0.01)
        answered.set()
        assert tasks.close()

    def test_does_what_the_vault_was_asked_for(self) -> None:
        tasks = Tasks()
        forgotten = threading.Event()
        tasks.run_limited(forgotten.set, 10)
        assert tasks.close()
        assert forgotten.is_set()

    def test_drops_what_is_asked_for_afterwards(self, tasks: Tasks) -> None:
        """A view that still stands asks for more of its rows."""
        done: list[str] = []
        assert tasks.close()
        tasks.run(lambda: done.append("work"), lambda _: done.append("told"))
        drained()
        assert done == []

    def test_twice(self, tasks: Tasks) -> None:
        assert tasks.close()


def test_may_go_as_soon_as_limited_work_was_told() -> None:
    """What is still to be destroyed then must not hold what destroys it."""
    for _ in range(20):
        tasks = Tasks()
        told = Heard[int]()
        tasks.run_limited(lambda: 1, 60.0, told)
        assert told.one == 1
        assert tasks.close()
        del tasks
        drained()
