"""What a line's names stand for, by the item masters at hand."""

from dataclasses import replace

from app.core.po_line.facts import ApprovedManufacturer, ItemMaster
from app.core.po_line.parts import Named, PartFault, PartFound, PartQuery, Parts, Resolved

GENR = ApprovedManufacturer("_45Z0YOITA", "GENR", "416-242424")
YAGEO = ApprovedManufacturer("_45Z0YOITB", "YAGEO", "RC0805")
ITEM = ItemMaster("_45Z0YNRSR", "416-242424", "", manufacturers=(GENR, YAGEO))
QUERY = PartQuery("416-242424")


def resolve(found: PartFound | None, named: Named) -> Resolved:
    parts = Parts()
    if found is not None:
        parts.know(named.query, found)
    return parts.resolve(named)


def test_a_part_is_asked_for_before_it_is_judged() -> None:
    parts = Parts()
    assert parts.resolve(Named(QUERY)).fault is PartFault.NOT_ASKED
    parts.know_unreachable(QUERY)
    assert parts.resolve(Named(QUERY)).fault is PartFault.UNREACHABLE
    parts.know(QUERY, PartFound(replace(ITEM, manufacturers=(GENR,))))
    assert parts.asked(QUERY)
    assert parts.resolve(Named(QUERY)).manufacturer == GENR


def test_a_manufacturer_is_told_by_name_number_or_key() -> None:
    found = PartFound(ITEM)
    for named in (
        Named(QUERY, manufacturer="YAGEO"),
        Named(QUERY, mfgr_part="RC0805"),
        Named(QUERY, mfgr_key=YAGEO.key),
        Named(QUERY, manufacturer="YAGEO", mfgr_part="RC0805"),
    ):
        assert resolve(found, named) == Resolved(ITEM, YAGEO)


def test_what_is_not_on_the_list_is_not_taken() -> None:
    found = PartFound(ITEM)
    for named in (
        Named(QUERY, manufacturer="TI"),
        Named(QUERY, manufacturer="YAGEO", mfgr_part="416-242424"),
        Named(QUERY, mfgr_key="_45Z0YOITX", manufacturer="GENR"),
    ):
        assert resolve(found, named) == Resolved(ITEM, fault=PartFault.NOT_APPROVED)
    assert resolve(found, Named(QUERY)).fault is PartFault.WHICH_MANUFACTURER


def test_a_part_may_be_unknown_or_have_other_revisions() -> None:
    assert resolve(PartFound(), Named(QUERY)).fault is PartFault.UNKNOWN
    other = resolve(PartFound(other=replace(ITEM, revision="B")), Named(QUERY))
    assert (other.fault, other.other) == (PartFault.OTHER_REVISION, "B")


def test_a_line_may_name_no_part() -> None:
    assert not PartQuery(revision="B", manufacturer="GENR")
    assert PartQuery(mfgr_part="RC0805")
