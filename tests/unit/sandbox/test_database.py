"""Where the books are kept (`--data`), and what is refused as books."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from app.sandbox.database import Database
from app.sandbox.large_plant import FURTHER_STORES, large_product
from app.sandbox.plant import Plant
from app.sandbox.plant_bought import BOUGHT
from app.sandbox.plant_call_off import call_off_product
from app.sandbox.plants import STORES, standard_plant
from app.sandbox.server import BooksError, TrainingServer
from tests.unit.sandbox.books import disagreements, order_disagreements, snapshot
from tests.unit.sandbox.erp import Erp, Serve, line
from tests.unit.sandbox.manex_erp import ManexErp
from tests.unit.sandbox.toy import toy_plant


def test_kept_books_go_on_where_they_stopped(tmp_path: Path) -> None:
    data = tmp_path / "books.sqlite3"
    with TrainingServer(standard_plant(), data=data) as first, Erp(first.url) as erp:
        batch = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")["BATCH_NUMBER"]
        before = snapshot(erp)

    with TrainingServer(standard_plant(), data=data) as second, Erp(second.url) as erp:
        assert snapshot(erp) == before
        again = erp.kit("MOTOR003", SERIAL_NUMBER="GC00004058", BATCH_NUMBER=batch)
        assert again["TXNS_ACCEPTED"] == "2"
        assert erp.no_kit("MOTOR003", SERIAL_NUMBER="GC00004057").startswith("SERIAL_EXISTS")
        assert disagreements(erp) == []


def test_kept_books_from_before_purchase_orders_go_on_with_them(tmp_path: Path) -> None:
    data = tmp_path / "books.sqlite3"
    with TrainingServer(standard_plant(), data=data) as first, Erp(first.url) as erp:
        orders = erp.ok("purchase-order-query", PO_ID="%")
        erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057")
    _as_of_version_2(data)
    _as_of_version_1(data)

    with TrainingServer(standard_plant(), data=data) as second, Erp(second.url) as erp:
        assert erp.serial("MOTOR003", "GC00004057")["SN_STATUS"] == "A"
        assert erp.ok("purchase-order-query", PO_ID="%") == orders
        received = erp.receive("100443", line(1, "1"))
        assert received["BATCH_NUMBER"] == "004712"
    with TrainingServer(standard_plant(), data=data) as third, Erp(third.url) as erp:
        assert erp.order("100443")["LINES"][0]["RECEIVED_QTY"] == "1"
        assert disagreements(erp) == order_disagreements(erp) == []


def test_kept_books_from_before_manex_go_on_with_it(tmp_path: Path) -> None:
    data = tmp_path / "books.sqlite3"
    with TrainingServer(standard_plant(), data=data) as first, Erp(first.url) as erp:
        erp.receive("100443", line(1, "1"))
        before = snapshot(erp)
    _as_of_version_2(data)

    with TrainingServer(standard_plant(), data=data) as second, Erp(second.url) as erp:
        assert snapshot(erp) == before
        with ManexErp(second.url) as manex:
            assert manex.add()["ITEMNO"] == "002"
    with TrainingServer(standard_plant(), data=data) as third, ManexErp(third.url) as manex:
        assert [item["ITEMNO"] for item in manex.items("1748")] == ["001", "002"]
        assert manex.add()["ITEMNO"] == "003"


def _as_of_version_2(data: Path) -> None:
    """Take out of the books all that came with version 3."""
    database = Database(data, connections=1)
    with database.writing() as connection:
        for table in inspect(connection).get_table_names():
            if table.startswith("manex_"):
                connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DELETE FROM counter WHERE name LIKE 'manex%'"))
        connection.execute(text("UPDATE plant SET version = 2"))
    database.close()


def _as_of_version_1(data: Path) -> None:
    """Take out of those all that came with version 2."""
    came_later = (BOUGHT, call_off_product())
    parts = [{"part": part.part_id} for product in came_later for part in product.parts]
    database = Database(data, connections=1)
    with database.writing() as connection:
        for table in ("part", "stock", "multiple_location", "lot", "lot_place", "serial_number"):
            connection.execute(text(f"DELETE FROM {table} WHERE part_id = :part"), parts)  # noqa: S608 - our own names
        for table in ("purchase_order", "purchase_order_line", "receipt_transaction"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DELETE FROM counter WHERE name = 'receipt'"))
        connection.execute(text("DELETE FROM batch WHERE batch_number < '004000'"))
        connection.execute(text("UPDATE plant SET version = 1"))
    database.close()


def test_books_without_a_file_are_fresh_each_time(serve: Serve) -> None:
    assert serve().kit("MOTOR003", SERIAL_NUMBER="GC00004057")["BATCH_NUMBER"] == "004711"
    assert serve().kit("MOTOR003", SERIAL_NUMBER="GC00004057")["BATCH_NUMBER"] == "004711"


def test_books_without_a_file_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with TrainingServer(standard_plant()):
        assert list(tmp_path.iterdir())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"these are no books, and never were\n" * 100, "not a database"), (b"", "")],
    ids=["text", "empty"],
)
def test_a_file_of_something_else_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    data = tmp_path / "file"
    data.write_bytes(content)
    server = TrainingServer(standard_plant(), data=data)
    if not reason:
        with server:
            assert server.url
        return

    with pytest.raises(BooksError, match=reason):
        server.start()
    assert data.read_bytes() == content


def test_another_database_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "other.sqlite3"
    engine = create_engine(f"sqlite:///{data}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE letters (name TEXT)"))
    engine.dispose()

    with pytest.raises(BooksError, match="another database"):
        TrainingServer(standard_plant(), data=data).start()


def test_books_of_another_plant_or_version_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "books.sqlite3"
    with TrainingServer(toy_plant(), data=data):
        pass

    with pytest.raises(BooksError, match="holds the plant 'toy', not 'standard'"):
        TrainingServer(standard_plant(), data=data).start()

    database = Database(data, connections=1)
    with database.writing() as connection:
        connection.execute(text("UPDATE plant SET version = 99"))
    database.close()
    with pytest.raises(BooksError, match="of version 99"):
        TrainingServer(toy_plant(), data=data).start()


def test_a_folder_that_is_not_there_is_named_a_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(BooksError, match="can't be used"):
        TrainingServer(standard_plant(), data=tmp_path / "no" / "books.sqlite3").start()


def test_the_large_plant_has_its_size_and_issues_its_kit(serve: Serve) -> None:
    product = large_product()
    records = {(place.part_id, place.stores) for place in product.places}
    records |= {(lot.part_id, lot.stores) for lot in product.lots}
    assert len([record for record in records if record[0].startswith("C")]) == 100_000
    assert product == large_product()
    # Of the nine stores that no kit takes from, all filled alike, one is enough to be opened.
    stores = (*STORES, FURTHER_STORES[0])
    here = {code for code, _ in stores}
    product = replace(
        product,
        places=[place for place in product.places if place.stores in here],
        lots=[lot for lot in product.lots if lot.stores in here],
    )
    erp = serve(Plant("large", stores, ("0",), ("300",), [product]))

    assert len(erp.rows("bill-of-material", ASSEMBLY_ID="LARGE-10K")) == 10_000
    assert len(erp.kit("LARGE-10K", COMPLETED_QTY="3")["COMPONENTS"]) == 10_000
    assert len(erp.kit("LARGE-50")["COMPONENTS"]) == 50
