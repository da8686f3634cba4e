"""What another person confirmed waits for that person, and the station says so (design.md 4)."""

from tests.gui.operator import Operator
from tests.services.world import kit, until


def test_the_strip_says_who_must_sign_in(operator: Operator) -> None:
    station = operator.station
    station.outbox.confirm(kit("GC00004057", erp_user="MIA")).result()
    station.outbox.confirm(kit("GC00004058", erp_user="BEN")).result()
    station.outbox.confirm(kit("GC00004059", erp_user="MIA")).result()
    station.sender.wake()
    station.overview.refresh()

    until(lambda: "3 until MIA or BEN signs in" in operator.strip())


def test_nobody_is_named_whose_postings_go_out(operator: Operator) -> None:
    operator.motors("GC00004057")
    operator.post()
    operator.station.overview.refresh()
    until(lambda: "All is posted" in operator.strip())

    assert "signs in" not in operator.strip()
