"""Why something could not be set up, in words for the person who asked for it."""


class SetUpFault(Exception):  # noqa: N818 - a state of the machine, not a slip of the caller
    """Nothing more can be done here; the person can.

    Args:
        what: what happened, as a sentence.
        remedy: what to do about it, as a sentence or a command to copy.
        detail: the words of the tool that gave up, if that helps.
    """

    def __init__(self, what: str, remedy: str, detail: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.detail = detail

    def __str__(self) -> str:
        parts = [self.what, self.remedy]
        if self.detail:
            parts.insert(1, "\n".join(f"    {line}" for line in self.detail.splitlines()))
        return "\n".join(parts)
