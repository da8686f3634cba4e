"""When what was read is proof (design.md 4).

Presence is proof at once. Absence is proof only where two readings agree on it, one before the
settle time is over and one after, and only at an ERP that keeps our reference.

Times here are seconds of a clock that only goes forward and begins anew with the program: a
restart begins the settle time anew, and nobody can put it back or ahead.
"""

from dataclasses import dataclass, replace

from app.core.postings import Posting
from app.core.problems import ProblemCode
from app.core.proof.evidence import Doubt, Evidence
from app.core.proof.kinds import provable
from app.core.proof.reading import Finding, Proof, Reading
from app.core.proof.verdict import DidNotHappen, Happened, Undecided, Verdict

_READS = 2
_DOUBTS = {
    Finding.OTHERS: Doubt.OTHERS,
    Finding.PARTS: Doubt.PARTS,
    Finding.MOVEMENTS: Doubt.MOVEMENTS,
    Finding.UNTOLD: Doubt.UNTOLD,
    Finding.NO_ORDER: Doubt.NO_ORDER,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A posting of which nobody knows whether it took effect, and what was read so far.

    Attributes:
        left_at: When its request had surely left, or when the program began to ask.
        settle: Seconds after which nothing of it can still be under way.
        before: What was read before it was sent, if anything was.
        refusal: Which of its rules the ERP refused it by, if it did; see `Proof.telling`.
        reads: What was read since, at most two readings,
        read_at: and when.
    """

    posting: Posting
    left_at: float
    settle: float
    before: Reading | None = None
    refusal: ProblemCode | None = None
    reads: tuple[Reading, ...] = ()
    read_at: tuple[float, ...] = ()

    @property
    def proof(self) -> Proof:
        """How it can be proved."""
        return provable(self.posting).proof(self.posting, self.before)

    @property
    def due(self) -> float:
        """When the next reading may be taken.

        The first at once. A first one that came late, because the ERP could not be asked, lies
        on the far side of the settle time: then that begins with it.
        """
        if not self.reads:
            return self.left_at
        settled = self.left_at + self.settle
        first = self.read_at[0]
        return settled if first < settled else first + self.settle

    def with_read(self, reading: Reading, at: float) -> "Case":
        """After one more reading.

        Raises:
            ValueError: It was taken too early to count.
        """
        if at < self.due:
            raise ValueError(f"read at {at}, not due before {self.due}")
        return replace(self, reads=(*self.reads, reading), read_at=(*self.read_at, at))

    def verdict(self, *, keeps_reference: bool) -> Verdict | None:
        """What the readings prove; None while another one is needed.

        Args:
            keeps_reference: Whether this ERP gives a REFERENCE back as it got it.
        """
        proof = self.proof
        findings = tuple(proof.find(reading) for reading in self.reads)
        evidence = Evidence(self.before, self.reads, findings)
        if Finding.HAPPENED in findings:
            return Happened(evidence)
        if len(findings) < _READS:
            return None
        doubt = self._doubt(proof, findings, keeps_reference=keeps_reference)
        if doubt is None:
            return DidNotHappen(evidence)
        return Undecided(replace(evidence, doubt=doubt))

    def unreadable(self, detail: str) -> Undecided:
        """The verdict where the ERP won't tell what would be needed; its words are kept."""
        findings = tuple(self.proof.find(reading) for reading in self.reads)
        return Undecided(Evidence(self.before, self.reads, findings, Doubt.NOT_READ, detail))

    def _doubt(
        self, proof: Proof, findings: tuple[Finding, ...], *, keeps_reference: bool
    ) -> Doubt | None:
        """Why absence isn't proved; None where it is."""
        last = findings[-1]
        if last in _DOUBTS:
            return _DOUBTS[last]
        if any(finding is not Finding.ABSENT for finding in findings):
            return Doubt.READS_DIFFER
        if self.refusal in proof.telling:
            return Doubt.CONTRADICTED
        if self.before is not None and proof.find(self.before) is not Finding.ABSENT:
            return Doubt.WAS_THERE_BEFORE
        if not keeps_reference:
            return Doubt.REFERENCE_NOT_KEPT
        return None
