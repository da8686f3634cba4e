"""`kitbench doctor`: whether an ERP's server answers. Nobody signs in, no token or key is sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from time import monotonic

from app.core.doctor import Concern, Facts, Finding, Look, State, clocks_agree
from app.core.problems import Problem, ProblemCode, is_silence
from app.core.settings import Server, Settings
from app.core.target import Erp
from app.erp.greeting import Greeting
from app.erp.transport import Transport
from app.services.connecting import client_of, manex_client_of, open_transport
from app.store.moments import utc_now
from app.ui.texts import system_said

MOST_SECONDS = 4.0
_NAMES = {Erp.EXPANDABLE: "Expandable", Erp.MANEX: "ManEx"}
_MAYBE = "The rest may work all the same: a sign-in at the station tells."
_SAFE = "Work goes on and is kept; nothing is posted until it answers."


@dataclass(frozen=True, slots=True)
class _Asked:
    """How one was asked."""

    erp: Erp
    server: Server
    greet: Callable[[Transport], Greeting]


def servers(settings: Settings) -> list[Erp]:
    """The ERPs that a station file names."""
    both = {Erp.EXPANDABLE: settings.connection.configured, Erp.MANEX: settings.manex.configured}
    return [erp for erp, configured in both.items() if configured]


def training() -> Finding:
    """In place of an ERP, where there is none."""
    words = "Training: this station works on the training ERP of this computer. Nothing is asked."
    return Finding(Look.ERP, words, "training", facts=_facts(""))


def look_at_erp(erp: Erp, settings: Settings) -> Finding:
    """Ask one for what it tells everybody."""
    if erp is Erp.EXPANDABLE:
        asked = _Asked(erp, settings.connection, lambda way: client_of(settings, way)[0].greeting())
    else:
        asked = _Asked(
            erp, settings.manex, lambda way: manex_client_of(settings, way)[0].greeting()
        )
    server = replace(
        asked.server,
        connect_seconds=min(asked.server.connect_seconds, MOST_SECONDS),
        query_seconds=min(asked.server.query_seconds, MOST_SECONDS),
    )
    began = monotonic()
    try:
        with open_transport(server, server.root_url) as transport:
            greeting = asked.greet(transport)
    except Problem as problem:
        if asked.erp is Erp.MANEX and problem.code is ProblemCode.REDIRECT:
            # To its own start page; nothing else is told of it.
            return _answered(asked, Greeting(0), monotonic() - began)
        return _silent(asked, problem)
    return _answered(asked, greeting, monotonic() - began)


def _facts(
    url: str, milliseconds: int | None = None, apart: int | None = None, problem: str | None = None
) -> Facts:
    return {"url": url, "milliseconds": milliseconds, "clock_seconds": apart, "problem": problem}


def _named(asked: _Asked) -> str:
    through = f" through {asked.server.proxy}" if asked.server.proxy else ""
    return f"{_NAMES[asked.erp]} at {asked.server.root_url}{through}"


def _answered(asked: _Asked, greeting: Greeting, seconds: float) -> Finding:
    url, took = asked.server.root_url, round(seconds * 1000)
    apart = None if greeting.said_at is None else greeting.said_at - utc_now()
    words = [f"{_named(asked)} answers in {took} ms"]
    if asked.erp is Erp.MANEX:
        how = greeting.status or "redirect"
        words.append(f"as a web server does (HTTP {how}): its key was not tried")
    if greeting.version:
        words.append(f"version {greeting.version}")
    words.append(
        "its certificate is accepted" if url.lower().startswith("https:") else "without encryption"
    )
    seconds_apart = None if apart is None else round(apart / timedelta(seconds=1))
    concerns = []
    if apart is not None and not clocks_agree(apart):
        ahead = "ahead of" if apart > timedelta(0) else "behind"
        concerns.append(
            Concern(
                State.ATTENTION,
                f"Its clock is {abs(seconds_apart or 0):,} seconds {ahead} this computer's.",
                "Times of scans and postings are wrong, and soon certificates may be refused.",
                "Have this computer set its clock by the network, or tell IT of the server's.",
            )
        )
    elif apart is not None:
        words.append("its clock agrees")
    return Finding(
        Look.ERP,
        f"{', '.join(words)}.",
        asked.erp,
        tuple(concerns),
        facts=_facts(url, took, seconds_apart),
    )


def _silent(asked: _Asked, problem: Problem) -> Finding:
    found, what = _WORDS.get(problem.code, _OTHER)
    if problem.code is ProblemCode.TLS_FAILED and "certificate" not in problem.detail.lower():
        found, what = _NO_TLS
    state = State.FAULT if is_silence(problem) else State.ATTENTION
    means = _SAFE if is_silence(problem) else _MAYBE
    concern = Concern(state, found, means, what)
    url = asked.server.root_url
    return Finding(
        Look.ERP,
        f"{_named(asked)}.",
        asked.erp,
        (concern,),
        (system_said(problem.detail),) if problem.detail else (),
        _facts(url, problem=problem.code),
    )


_NETWORK = "Is the network up, and the server? Can its page be opened here in a browser?"
_ADDRESS = "Compare root_url in the station file with what IT gave out."
_WRONG_PLACE = "Something answers there that is not the ERP."
_OTHER = (
    "It does not answer the question for its version as the ERP does.",
    f"{_ADDRESS} If that is right: does the call have another path there, for [wire.paths]?",
)
_NO_TLS = (
    "It does not speak TLS as this computer does, so the connection is not secure.",
    f"Does its address begin with http:// only, or have another port? {_ADDRESS}",
)
_WORDS = {
    ProblemCode.REFUSED_CONNECTION: (
        "The computer is there, but no server listens at this address.",
        f"Ask IT whether the ERP's server runs. {_ADDRESS}",
    ),
    ProblemCode.NO_ROUTE: ("The network knows no way there.", _NETWORK),
    ProblemCode.NO_SUCH_HOST: (
        "No computer of this name is known.",
        f"{_ADDRESS} Is the network up?",
    ),
    ProblemCode.CONNECT_TIMEOUT: ("Nobody answers there in time.", _NETWORK),
    ProblemCode.TIMEOUT: (
        "It took the question, and did not answer in time.",
        "Ask IT whether the ERP's server is overloaded or stuck.",
    ),
    ProblemCode.DROPPED: ("It hung up without an answer.", "Ask IT to look at the ERP's server."),
    ProblemCode.TRUNCATED: ("Its answer broke off.", "Ask IT to look at the network and a proxy."),
    ProblemCode.TLS_FAILED: (
        "Its certificate is not accepted, so the connection is not secure.",
        "Is this computer's clock right? Else IT renews it, or has this computer trust its issuer.",
    ),
    ProblemCode.INSECURE_URL: (
        "The address is without encryption, to another computer.",
        "Write https:// into the station file; or have IT decide, with allow_plain_http = true.",
    ),
    ProblemCode.REDIRECT: (_WRONG_PLACE, f"Does the network ask for a sign-in? {_ADDRESS}"),
    ProblemCode.NOT_JSON: (_WRONG_PLACE, f"Does the network ask for a sign-in? {_ADDRESS}"),
    ProblemCode.GATEWAY: (
        "A gateway answers, and says the ERP behind it does not.",
        "Ask IT whether the ERP's server runs.",
    ),
}
