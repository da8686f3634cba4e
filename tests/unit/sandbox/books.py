"""Do the books of a training ERP agree with each other? Asked over HTTP, as anyone could."""

from collections import defaultdict
from decimal import Decimal

from tests.unit.sandbox.erp import Erp, Rows

Sums = dict[tuple[str, str], Decimal]


def disagreements(erp: Erp) -> list[str]:
    """Every part and stores whose stock record is not the sum of what lies there.

    On hand is the sum of locations where the part has several, of lots where it is lot-controlled,
    and the number of serial numbers in stock where it is serial-controlled; nothing is negative.
    """
    parts = {row["PART_ID"]: row for row in erp.rows("part", PART_ID="%")}
    stock = erp.rows("stock-status", PART_ID="%")
    locations, lots = (erp.rows(call, PART_ID="%") for call in ("multiple-location", "lot"))
    serials = erp.rows("serial-number", PART_ID="%", SN_STATUS="A")
    by_location, by_lot, by_serial = _sum(locations), _sum(lots), _count(serials)
    found = [
        f"negative: {row}" for row in (*stock, *locations, *lots) if Decimal(row["ON_HAND_QTY"]) < 0
    ]
    for row in stock:
        key = row["PART_ID"], row["STORES_CODE"]
        part, on_hand = parts[row["PART_ID"]], Decimal(row["ON_HAND_QTY"])
        for kept, sums, name in (
            (row["MULTI_LOC"] == "Y", by_location, "locations"),
            (part["LOT_CONTROL"] == "Y", by_lot, "lots"),
            (part["SN_REQD_INV"] == "Y", by_serial, "serial numbers"),
        ):
            if kept and sums.get(key, Decimal(0)) != on_hand:
                found.append(f"{key}: {on_hand} on hand, {sums.get(key)} in {name}")
    in_records = {(row["PART_ID"], row["STORES_CODE"]) for row in stock}
    found += [
        f"{key}: no stock record" for sums in (by_location, by_lot, by_serial)
        for key, value in sums.items() if value and key not in in_records
    ]  # fmt: skip
    return found


def order_disagreements(erp: Erp) -> list[str]:
    """Every line of a purchase order whose receipts are not what it says was received."""
    came: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in erp.rows("receipt-transaction", PO_ID="%"):
        came[row["PO_ID"], row["LINE_NUMBER"]] += Decimal(row["QUANTITY"])
    return [
        f"{order['PO_ID']} {one['LINE_NUMBER']}: {one['RECEIVED_QTY']} received, {total} came"
        for order in erp.ok("purchase-order-query", PO_ID="%")
        for one in order["LINES"]
        if Decimal(one["RECEIVED_QTY"]) != (total := came[order["PO_ID"], one["LINE_NUMBER"]])
    ]


def snapshot(erp: Erp) -> list[Rows]:
    """All that a kit issue or a receipt can change."""
    calls = ("stock-status", "multiple-location", "lot", "serial-number", "purchase-order")
    receipts = erp.rows("receipt-transaction", PO_ID="%")
    return [receipts, *(erp.rows(call, PART_ID="%") for call in calls)]


def _sum(rows: Rows) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        sums[row["PART_ID"], row["STORES_CODE"]] += Decimal(row["ON_HAND_QTY"])
    return sums


def _count(rows: Rows) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for row in rows:
        sums[row["PART_ID"], row["STORES_CODE"]] += 1
    return sums
