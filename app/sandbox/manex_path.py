"""Where ManEx's calls are: `{root}/API/<Controller>/<Action>/{API Key}` (contracts.md C0).

Letter case means nothing in them. A path holds the key: what is logged or compared is `call_of` it.
"""

from dataclasses import dataclass

ROOT = "/manex"  # of the training ERP's URL
_API = "api"


@dataclass(frozen=True, slots=True)
class Place:
    """A path below the root in its parts, in the letters it came in.

    Attributes:
        api: Whether `/API` stands before the controller; some pages print their paths without.
        rest: What stands behind the action: the API key, as a rule.
    """

    api: bool
    controller: str
    action: str
    rest: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """Controller and action in small letters: `po/itemadd`."""
        return f"{self.controller}/{self.action}".lower()


def read_place(path: str) -> Place | None:
    """The place a path names; None where it is not below the root."""
    start, *parts = path.removeprefix("/").split("/")
    if f"/{start.lower()}" != ROOT:
        return None
    api = bool(parts) and parts[0].lower() == _API
    controller, action, *rest = [*parts[api:], "", ""]
    # Without a key there is nothing behind the action, nor behind a slash at the end.
    return Place(api, controller, action, tuple(part for part in rest if part))


def call_of(path: str) -> str:
    """What tells calls apart, without the key; a path of another ERP is that itself."""
    place = read_place(path)
    return path if place is None else f"{ROOT}/{_API}/{place.call}"
