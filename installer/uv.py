"""uv, which installs what a lock names as pip does, in a tenth of the time."""

from pathlib import Path

from installer.pip import Pip
from installer.tools import Tools

LOCK = Path(__file__).parent / "requirements" / "uv.txt"
# A file of uv's own that lies where dev.py was started may be another project's.
ALWAYS = {"UV_NO_CONFIG": "1", "UV_SYSTEM_CERTS": "1"}
# What uv has to know of what pip was told: it reads none of pip's configuration.
# Further indexes aren't told: most have nothing of ours, and one that is down would stop uv.
TOLD = {
    "index-url": ["UV_DEFAULT_INDEX"],
    "cert": ["SSL_CERT_FILE"],
    "client-cert": ["SSL_CLIENT_CERT"],
    "proxy": ["HTTPS_PROXY", "HTTP_PROXY"],
}


class Uv:
    """uv for one environment, in which it is installed by pip.

    Args:
        program: where it will be.
        python: the environment's interpreter.
        pip: brings it, with the hash that its own lock names.
        tools: what runs it.
    """

    def __init__(self, program: str, python: str, pip: Pip, tools: Tools) -> None:
        self._program = program
        self._python = python
        self._pip = pip
        self._tools = tools
        self._told: dict[str, str] = {}
        self._places: list[str] = []

    def bring(self) -> None:
        """Have pip install it; must come first.

        Raises:
            NotOffered: there is none for this machine, or none where pip looks.
        """
        self._pip.install_lock(LOCK)
        configuration = self._pip.configuration()
        self._told = told_by(configuration)
        self._places = ["--no-index"] if has_no_index(configuration) else []

    def install_lock(self, lock: Path) -> None:
        """Install what a lock names, and nothing else.

        What is imported is compiled then: that is less than a fifth of it.
        """
        asked = ["--no-deps", "--require-hashes"]
        self._run("install", *self._places, *asked, "--requirement", str(lock))

    def check(self) -> None:
        """See that what is installed has all that it needs."""
        self._run("check")

    def install_checkout(self, root: Path) -> None:
        """Install the project so that its sources are used where they lie; needs no network."""
        alone = ["--no-deps", "--no-build-isolation", "--no-index"]
        self._run("install", *alone, "--editable", str(root))

    def _run(self, *arguments: str) -> None:
        command = [self._program, "pip", *arguments, "--python", self._python]
        self._tools.run(command, {**ALWAYS, **self._told})


def has_no_index(configuration: dict[str, str]) -> bool:
    """Tell whether packages may come from folders alone."""
    return configuration.get("no-index", "").lower() in {"1", "y", "yes", "t", "true", "on"}


def told_by(configuration: dict[str, str]) -> dict[str, str]:
    """Say in uv's words where packages come from, of pip's."""
    told = {name: value for key, value in configuration.items() for name in TOLD.get(key, ())}
    if hosts := configuration.get("trusted-host"):  # one a line, in a file
        told["UV_INSECURE_HOST"] = " ".join(hosts.split())
    if has_no_index(configuration):  # else the index has all there is in such folders
        told["UV_FIND_LINKS"] = ",".join(configuration.get("find-links", "").split())
    return told
