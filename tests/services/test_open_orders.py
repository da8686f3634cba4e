"""The list of open orders: read when it is looked at, and kept when no answer comes."""

from datetime import timedelta
from pathlib import Path

from app.core.problems import NeedsSignIn, NotSent
from app.services.open_orders import OLD, OpenOrders
from app.services.reads import ErpReads
from app.store.moments import utc_now
from tests.services.world import Heard, Station, SwitchedErp, station, until


def orders_of(bench: Station, ahead: list[timedelta] | None = None) -> OpenOrders:
    reads = ErpReads(bench.session, bench.database, bench.tasks)
    late = ahead or [timedelta()]
    return OpenOrders(reads, lambda: utc_now() + late[-1])


def test_orders_are_listed_by_vendor_with_what_is_to_come(bench: Station) -> None:
    bench.sign_in()
    orders = orders_of(bench)
    orders.look()
    assert orders.reading
    until(lambda: not orders.reading)

    listed = {order.number: order for order in orders.listed}
    assert [*listed.values()] == sorted(
        listed.values(), key=lambda order: (order.vendor_name, order.number)
    )
    assert "100438" not in listed  # it is closed
    voltex = listed["100433"]
    assert (voltex.vendor_id, voltex.lines, voltex.open_lines) == ("VOLTEX", 5, 5)
    order = bench.session.client.purchase_order(bench.session.token(), "100433")
    assert order is not None
    assert voltex.promised == min(line.promised for line in order.lines if line.promised)
    assert orders.read_at is not None
    assert orders.problem is None


def test_it_is_read_again_only_once_it_is_old(bench: Station) -> None:
    bench.sign_in()
    ahead = [timedelta()]
    orders = orders_of(bench, ahead)
    orders.look()
    until(lambda: not orders.reading)

    read_at = orders.read_at
    orders.look()
    orders.look()
    assert orders.read_at == read_at
    ahead.append(OLD)
    orders.look()
    until(lambda: orders.read_at != read_at)


def test_what_was_listed_stays_while_nobody_answers(
    switched_erp: SwitchedErp, tmp_path: Path
) -> None:
    switched_erp.on()
    with station(switched_erp.url, tmp_path) as bench:
        orders, told = orders_of(bench), Heard[None]()
        orders.look()
        until(lambda: not orders.reading)
        assert isinstance(orders.problem, NeedsSignIn)
        bench.sign_in()
        orders.look()
        until(lambda: orders.read_at)
        listed = orders.listed
        switched_erp.off()
        orders.changed.connect(lambda: told(None))
        orders.refresh()
        until(lambda: not orders.reading)
        assert isinstance(orders.problem, NotSent)
        assert orders.listed == listed
        assert len(told.all) == 2
