"""How kits are proved: by their serial numbers, else by a new lot, else by a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.kit_issue import KitPosting
from app.core.problems import ProblemCode
from app.core.proof.marks import lot_mark, part_mark
from app.core.proof.reading import (
    Finding,
    Proof,
    Question,
    Reading,
    is_ours,
    is_spoiled,
)


def question_before(posting: KitPosting, known: Reading | None) -> Question | None:
    """What to read next before sending, None once enough is known.

    Kits with serial numbers need nothing. Of others it is read whether their lot is a new one,
    and where there is no new lot, how the stock stood.

    Args:
        posting: That is about to be sent.
        known: What was read so far.
    """
    request = posting.request
    if request.serials:
        return None
    if request.assembly_lot:
        if known is None:
            return Question(request.assembly_id, lot_id=request.assembly_lot)
        if not _lot(posting, known):
            return None
    if known is None or not known.stock_read:
        return Question(stock_of=_parts(posting))
    return None


def proof(posting: KitPosting, before: Reading | None) -> Proof:
    """How this kit can be proved.

    Args:
        posting: That was sent, or may have been.
        before: What was read before it was sent, if anything was.
    """
    request = posting.request
    if request.serials:
        return BySerials(posting)
    if request.assembly_lot and not (before and _lot(posting, before)):
        return ByLot(posting)
    return ByMovements(posting)


def touches(posting: KitPosting) -> frozenset[str]:
    """Marks of all that the kit moves but serial numbers: lots and parts."""
    request = posting.request
    chosen = (lot_mark(one.component_id, one.lot_id) for one in request.components if one.lot_id)
    made = lot_mark(request.assembly_id, request.assembly_lot)
    parts = map(part_mark, _parts(posting))
    return frozenset((*parts, *chosen, *([made] if request.assembly_lot else ())))


@dataclass(frozen=True, slots=True)
class BySerials:
    """All serial numbers of the assembly by our reference: happened. None of them: did not."""

    posting: KitPosting
    holds: frozenset[str] = frozenset()
    decides: bool = field(default=True, init=False)
    telling: frozenset[ProblemCode] = field(
        default=frozenset({ProblemCode.SERIAL_EXISTS}), init=False
    )
    denies: frozenset[ProblemCode] = field(default=frozenset(), init=False)

    @property
    def question(self) -> Question:
        """Its serial numbers."""
        request = self.posting.request
        ours = self.posting.reference
        return Question(request.assembly_id, serials=request.serials, reference=ours)

    def find(self, reading: Reading) -> Finding:
        """A kit is all or nothing (contracts.md E2.7); some of it is nobody's guess."""
        found = self._found(reading)
        if not found:
            return _renamed(self.posting, (one.reference for one in reading.serials))
        if found.keys() != set(self.posting.request.serials):
            return Finding.PARTS
        ours = all(is_ours(said, self.posting.reference) for said in found.values())
        return Finding.HAPPENED if ours else Finding.OTHERS

    def spoiled_reference(self, reading: Reading) -> str:
        """As one of its serial numbers has it."""
        return _spoiled(self.posting, self._found(reading).values())

    def _found(self, reading: Reading) -> dict[str, str]:
        """Their references."""
        request = self.posting.request
        wanted = frozenset(request.serials)
        return {
            one.serial: one.reference
            for one in reading.serials
            if one.part_id == request.assembly_id and one.serial in wanted
        }


@dataclass(frozen=True, slots=True)
class ByLot:
    """The same rule on a lot that the kit opens."""

    posting: KitPosting
    decides: bool = field(default=True, init=False)
    telling: frozenset[ProblemCode] = field(default=frozenset(), init=False)
    denies: frozenset[ProblemCode] = field(default=frozenset(), init=False)

    @property
    def holds(self) -> frozenset[str]:
        """Another kit into the same new lot would make it look as if this one had happened."""
        request = self.posting.request
        return frozenset({lot_mark(request.assembly_id, request.assembly_lot)})

    @property
    def question(self) -> Question:
        """The lot."""
        request = self.posting.request
        ours = self.posting.reference
        return Question(request.assembly_id, lot_id=request.assembly_lot, reference=ours)

    def find(self, reading: Reading) -> Finding:
        """The lot as such bears the reference of the transaction that opened it."""
        found = _lot(self.posting, reading)
        if not found:
            return _renamed(self.posting, (one.reference for one in reading.lots))
        ours = all(is_ours(said, self.posting.reference) for said in found)
        return Finding.HAPPENED if ours else Finding.OTHERS

    def spoiled_reference(self, reading: Reading) -> str:
        """As the lot has it."""
        return _spoiled(self.posting, _lot(self.posting, reading))


@dataclass(frozen=True, slots=True)
class ByMovements:
    """Neither serial numbers nor a new lot: how the stock moved, for a person to judge."""

    posting: KitPosting
    decides: bool = field(default=False, init=False)
    telling: frozenset[ProblemCode] = field(default=frozenset(), init=False)
    denies: frozenset[ProblemCode] = field(default=frozenset(), init=False)

    @property
    def holds(self) -> frozenset[str]:
        """Whatever moves the same parts would spoil the evidence."""
        return frozenset(map(part_mark, _parts(self.posting)))

    @property
    def question(self) -> Question:
        """The stock of the assembly and its components."""
        return Question(stock_of=_parts(self.posting))

    def find(self, reading: Reading) -> Finding:
        """Stock says nothing of who moved it."""
        del reading
        return Finding.MOVEMENTS

    def spoiled_reference(self, reading: Reading) -> str:
        """Stock bears none."""
        del reading
        return ""


def _parts(posting: KitPosting) -> tuple[str, ...]:
    """The assembly, and its components as far as they are known."""
    request = posting.request
    planned = (one.component_id for one in posting.planned)
    chosen = (one.component_id for one in request.components)
    return tuple(dict.fromkeys((request.assembly_id, *planned, *chosen)))


def _lot(posting: KitPosting, reading: Reading) -> tuple[str, ...]:
    """References of the lot's records; none where the lot isn't there."""
    request = posting.request
    return tuple(
        one.reference
        for one in reading.lots
        if (one.part_id, one.lot_id) == (request.assembly_id, request.assembly_lot)
    )


def _renamed(posting: KitPosting, said: Iterable[str]) -> Finding:
    """Nothing bears the names that were sent: absent, unless something bears our reference.

    An ERP that writes names its own way, in capitals say, has done it all the same.
    """
    ours = any(is_ours(one, posting.reference) for one in said)
    return Finding.OTHERS if ours else Finding.ABSENT


def _spoiled(posting: KitPosting, said: Iterable[str]) -> str:
    return next((one for one in said if is_spoiled(one, posting.reference)), "")
