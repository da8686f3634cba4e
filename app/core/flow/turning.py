"""The commands that every flow has: to another page, to the outbox, to somewhere else."""

from collections.abc import Callable
from typing import Protocol

from app.core.flow.judging import Asked, Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, Handed, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.labels import Command, Verb

FLOW_VERBS = {
    Verb.HOLD,
    Verb.HELP,
    Verb.LOCK,
    Verb.GOTO_ISSUE,
    Verb.GOTO_RECEIVE,
    Verb.GOTO_ACTIVITY,
}
"""Commands that are the owner's of the draft, never the draft's."""


class Pages(Protocol):
    """What turning a page must know of a flow."""

    def judge_ready(self) -> Refused | None:
        """Why the open page may not be left forwards, or None."""

    def judge_post(self) -> Refused | None:
        """Why it may not be posted from Review, or None."""

    def turn_to(self, step: Step) -> Judged:
        """Go to a page, which is allowed, with all that this brings about."""


def judge_command(
    pages: Pages, step: Step, command: Command, otherwise: Callable[[Command], Judged]
) -> Judged:
    """Carry out a command that needs no open question.

    Args:
        pages: Of the flow.
        step: The page that is open.
        command: Which one.
        otherwise: What the flow makes of a command of its own.
    """
    if command.verb in FLOW_VERBS:
        return Handed(command)
    match command.verb:
        case Verb.CANCEL if step is not Step.DONE:
            kept = Taken((), News.KEPT)
            return Asked(Choose(QuestionKind.CANCEL), lambda yes: Handed(command) if yes else kept)
        case Verb.NEXT | Verb.POST | Verb.BACK:
            return _turn(pages, step, command)
        case Verb.NEWBATCH if step in {Step.SUBJECT, Step.DONE}:
            return Handed(command)
        case _:
            return otherwise(command)


def not_here(command: Command) -> Refused:
    """The open page has no use for this command."""
    return Refused(Refusal.COMMAND_NOT_HERE, Facts(text=command.text))


def choice(command: Command) -> int:
    """The number an answer stands for: no 0, yes 1, an option its number."""
    if command.verb is Verb.ANSWER:
        return command.number
    return 1 if command.verb is Verb.YES else 0


def _turn(pages: Pages, step: Step, command: Command) -> Judged:
    """To another page, or from Review to the outbox."""
    match command.verb, step:
        case Verb.NEXT | Verb.POST, Step.DONE:
            return Handed(command)
        case Verb.POST, Step.REVIEW:
            return pages.judge_post() or Handed(command)
        case Verb.POST, Step.SUBJECT:
            return not_here(command)
        case Verb.NEXT | Verb.POST, Step.SUBJECT | Step.LINES:
            return pages.judge_ready() or pages.turn_to(Step(step + 1))
        case Verb.BACK, Step.LINES | Step.REVIEW:
            return pages.turn_to(Step(step - 1))
        case _:
            return Refused(Refusal.NO_PAGE)
