"""`kitbench demo`: what it promises, and that it says so when a promise isn't kept."""

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.ui.theme import load_theme
from tests.end2end.ledger import Entry, LineChange, ledger, line_changes, line_quantities
from tests.end2end.program import Program, clean_environment
from tests.end2end.worker import ROOT
from tests.support.display import Display
from tests.support.programs import needed_program
from tests.unit.sandbox.erp import Erp

REPORT = {
    "ok": bool,
    "posted": list,
    "scans": int,
    "accepted": int,
    "refused": int,
    "undone": int,
    "keyboard_or_mouse_actions": int,
    "buyer_actions": int,
    "faults": list,
}
POSTED = {
    "kit-issue": {"kind", "assembly", "quantity", "batch", "reference", "components"},
    "po-receipt": {"kind", "order", "packing_slip", "batch", "reference", "lines", "labels"},
}
LINE_CHANGE = {
    *("kind", "order", "line", "part", "quantity", "cost_each", "cancelled", "reason"),
    *("batch", "reference"),
}
POSTED |= {"po-line-add": LINE_CHANGE, "po-line-edit": LINE_CHANGE}
COMPONENT = {"component", "quantity", "unit", "lot", "stores", "location", "serials"}
LINE = {
    *("line", "part", "quantity", "unit", "lot", "expires", "stores", "location", "serials"),
    "receipt",
}
LABEL = {"part", "lot", "quantity", "unit", "expires"}
REFUSALS = {
    *("refused-expired-lot", "refused-wrong-part", "refused-double-serial"),
    *("refused-package-twice", "refused-over-receipt", "refused-unknown-label"),
}
PICTURES = REFUSALS | {
    *("home", "assembly", "components", "components-complete", "question", "review", "done"),
    *("components-pump", "review-pump", "done-pump"),
    *("done-offline", "done-back-online", "activity"),
    *("orders", "order", "receipt-split-lot", "receipt-question", "receipt-lines-complete"),
    *("receipt-review", "receipt-done", "lot-labels"),
    *("po-order", "po-lines", "po-review-reason", "po-lines-bad", "po-done"),
    *("po-lines-changed", "po-review-conflict", "po-review"),
}

EVERY = 53
"""The pixel of so many that is looked at; no width of a window is a multiple of it."""

# What the shift takes from others: it must have enough for all it does.
LOTS_OF_PLENTY = [
    {"COMPONENT_ID": "BRG-6204", "LOT_ID": "24B-118"},
    {"COMPONENT_ID": "MAG-N42", "LOT_ID": "M-0931"},
    {"COMPONENT_ID": "WIND-24V", "LOT_ID": "W-2215"},
    {"COMPONENT_ID": "GREASE-L2", "LOT_ID": "G-78"},
]


def test_a_shift_is_played_reported_and_photographed(tmp_path: Path) -> None:
    environment = clean_environment(tmp_path)
    home, shots, file = tmp_path / "station", tmp_path / "shots", tmp_path / "report.json"
    options = ("--headless", "--report", file, "--shots", shots)
    with Program("--home", home, "demo", *options, environment=environment) as demo:
        assert demo.end() == 0, demo.err.text
    assert demo.err.all == []
    assert demo.out.text.isascii()
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
    assert file.read_bytes().isascii()

    report = json.loads(file.read_text())
    check_shape(report)
    check_promises(report)
    books = ledger(home / "training-erp.sqlite")
    kits, receipts, changes = kinds(report)
    check_kits(books[: len(kits)], kits)
    check_receipts(books[len(kits) :], receipts)
    check_line_changes(home / "training-erp.sqlite", changes)
    assert [path.name for path in (home / "prints").iterdir()] == [
        f"labels-{receipts[0]['reference']}.pdf"
    ]
    assert [one.answer["SERIAL_NUMBER"] for one in books[: len(kits)]] == [
        "GC00004057,GC00004060:GC00004063",
        "GC00004071,GC00004072",
        "000401:000403",
        "GC00004081",
    ]
    check_story(demo.out.all, report)
    check_pictures(shots)


Told = list[dict[str, Any]]


def kinds(report: dict[str, Any]) -> tuple[Told, Told, Told]:
    """The kits, the receipts after them, and at last the changes of orders' lines."""
    posted = report["posted"]
    kits = [one for one in posted if one["kind"] == "kit-issue"]
    receipts = [one for one in posted if one["kind"] == "po-receipt"]
    changes = [one for one in posted if one["kind"].startswith("po-line-")]
    assert [*kits, *receipts, *changes] == posted
    return kits, receipts, changes


def check_shape(report: dict[str, Any]) -> None:
    assert {name: type(value) for name, value in report.items()} == REPORT
    for posted in report["posted"]:
        assert posted.keys() == POSTED[posted["kind"]]
        for name, shape in (("components", COMPONENT), ("lines", LINE), ("labels", LABEL)):
            assert all(one.keys() == shape for one in posted.get(name, ()))
    kits, receipts, _ = kinds(report)
    assert all(one["components"] for one in kits)
    assert all(one["lines"] and one["labels"] for one in receipts)


def check_promises(report: dict[str, Any]) -> None:
    assert report["ok"]
    assert report["faults"] == []
    assert report["keyboard_or_mouse_actions"] == 0
    assert report["refused"] >= 3
    assert report["undone"] >= 1
    assert report["scans"] > report["accepted"] > 30
    assert report["buyer_actions"] > 0
    posted, (kits, receipts, changes) = report["posted"], kinds(report)
    assert len(kits) >= 3
    assert {one["assembly"] for one in kits} == {"MOTOR003", "PUMP002"}
    batches = Counter(one["batch"] for one in kits)
    assert max(batches.values()) >= 2
    assert all(one["batch"] for one in (*kits, *receipts))
    assert len({one["reference"] for one in posted}) == len(posted)

    (receipt,) = receipts
    reels = [one for one in receipt["lines"] if one["part"] == "RES-10K"]
    lots = [(one["line"], one["lot"], one["quantity"], one["unit"]) for one in reels]
    assert lots == [("1", "R-9001", "2", "REEL"), ("1", "R-9002", "1", "REEL")]
    labels = [(one["lot"], one["quantity"], one["unit"]) for one in receipt["labels"]]
    assert labels == [("R-9001", "10000", "EACH"), ("R-9002", "5000", "EACH")]

    places = [(one["order"], one["line"]) for one in changes]
    assert places == [
        ("1748", "002"),
        *(("1759", f"{number:03d}") for number in range(1, 21)),
        *(("1752", "003"), ("1752", "005")),
    ]
    assert changes[0]["part"] == "416-242424"
    assert changes[0]["reason"]  # for a price of 0
    assert [one["cancelled"] for one in changes] == [False] * 22 + [True]

    issued = {part["component"]: part["lot"] for part in kits[0]["components"]}
    scanned = {"BRG-6204": "24B-118", "MAG-N42": "M-0931", "WIND-24V": "W-2215"}
    assert scanned.items() <= issued.items()
    assert issued["GREASE-L2"] == "G-78"  # undone, and scanned again
    (pump,) = (one for one in kits if one["assembly"] == "PUMP002")
    parts = {part["component"]: part for part in pump["components"]}
    assert parts["MOTOR003"]["serials"] == ["GC00003991", "GC00003992", "GC00003993"]
    assert parts["MOUNT007"]["lot"] == "MTR3-007-42"
    assert parts["IMPELLER-110"]["location"] == "ISLE 4/SHELF 2"


def check_kits(books: list[Entry], posted: list[dict[str, Any]]) -> None:
    """Every word of the report is what the ERP has in its books, and nothing else is there."""
    told = [
        {
            "ASSEMBLY_ID": one["assembly"],
            "COMPLETED_QTY": one["quantity"],
            "BATCH_NUMBER": one["batch"],
            "REFERENCE": one["reference"],
            "COMPONENTS": [
                {
                    "COMPONENT_ID": part["component"],
                    "KIT_QTY": part["quantity"],
                    "PART_UM": part["unit"],
                    "LOT_ID": part["lot"],
                    "STORES_CODE": part["stores"],
                    "STOCK_LOCATION": part["location"],
                    "SERIAL_NUMBER": ",".join(part["serials"]),
                }
                for part in one["components"]
            ],
        }
        for one in posted
    ]
    assert told == [_as_told(entry.answer) for entry in books]


def _as_told(answer: dict[str, Any]) -> dict[str, Any]:
    head = ("ASSEMBLY_ID", "COMPLETED_QTY", "BATCH_NUMBER", "REFERENCE")
    line = ("COMPONENT_ID", "KIT_QTY", "PART_UM", "LOT_ID", "STORES_CODE", "STOCK_LOCATION")
    return {
        **{name: answer[name] for name in head},
        "COMPONENTS": [
            {
                **{name: part[name] for name in line},
                "SERIAL_NUMBER": part["SERIAL_NUMBER"].replace(
                    "GC00003991:GC00003993", "GC00003991,GC00003992,GC00003993"
                ),
            }
            for part in answer["COMPONENTS"]
        ],
    }


def check_receipts(books: list[Entry], posted: list[dict[str, Any]]) -> None:
    """The same, of what was received."""
    told = [
        {
            "PO_ID": one["order"],
            "BATCH_NUMBER": one["batch"],
            "REFERENCE": one["reference"],
            "LINES": [
                {
                    "LINE_NUMBER": line["line"],
                    "PART_ID": line["part"],
                    "QUANTITY": line["quantity"],
                    "LOT_ID": line["lot"],
                    "STORES_CODE": line["stores"],
                    "STOCK_LOCATION": line["location"],
                    "RECEIPT_ID": line["receipt"],
                }
                for line in one["lines"]
            ],
        }
        for one in posted
    ]
    assert told == [
        {
            **{name: entry.answer[name] for name in ("PO_ID", "BATCH_NUMBER", "REFERENCE")},
            "LINES": [
                {name: line[name] for name in told[0]["LINES"][0]} for line in entry.answer["LINES"]
            ],
        }
        for entry in books
    ]


def check_line_changes(books: Path, posted: Told) -> None:
    """Each was made once, in this order; between them only the colleague changed one."""
    verbs = {"po-line-add": "added", "po-line-edit": "changed"}
    ours = [LineChange(one["order"], one["line"], verbs[one["kind"]]) for one in posted]
    colleague = LineChange("1752", "003", "changed")
    assert line_changes(books) == [*ours[:-2], colleague, *ours[-2:]]
    held = line_quantities(books)
    for one in posted:
        assert held[one["order"], one["line"]] == Decimal(one["quantity"])


def check_story(lines: list[str], report: dict[str, Any]) -> None:
    """What it prints on the way counts the same."""
    words = Counter(line.split(maxsplit=1)[0] for line in lines)
    assert words["refused"] == report["refused"]
    assert words["taken"] == report["accepted"]
    for word in ("confirmed", "posted"):
        told = [line.split()[1] for line in lines if line.startswith(f"{word} ")]
        assert told == [one["reference"] for one in report["posted"]]


def check_pictures(shots: Path) -> None:
    pictures = {path.stem.split("-", maxsplit=1)[1]: path for path in sorted(shots.glob("*.png"))}
    assert pictures.keys() >= PICTURES
    assert len({path.read_bytes() for path in pictures.values()}) == len(pictures)
    red = load_theme("light").refused
    for name, path in pictures.items():
        image = QImage(str(path))
        assert image.width() >= 1024, name
        assert image.height() >= 700, name
        across = _some_pixels(image)
        (_, most), *others = Counter(across).most_common()
        assert most < 0.97 * len(across), f"{name} is almost blank"
        assert len(others) > 10, f"{name} is almost blank"
        framed = image.pixelColor(1, 1).name().upper() == red
        assert framed == (name in REFUSALS), name


def _some_pixels(image: QImage) -> list[int]:
    """The colours of one of so many, row by row."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(plain.constBits()).cast("B").cast("I")[::EVERY].tolist()


def test_a_posting_past_the_workstation_and_a_key_are_told(
    tmp_path: Path, display: Display
) -> None:
    """In a real window. While its kits are played, somebody else issues one, and touches a key."""
    environment = clean_environment(
        tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb", PYTHONPATH=str(ROOT)
    )
    home, file = tmp_path / "station", tmp_path / "report.json"
    kits_alone = ("-m", "tests.end2end.kits_alone", home, file)
    with Program(*kits_alone, environment=environment, command=sys.executable) as demo:
        demo.out.wait_for(lambda lines: any(line.startswith("posted") for line in lines))
        with (
            TrainingServer(standard_plant(), data=home / "training-erp.sqlite") as server,
            Erp(server.url) as erp,
        ):
            erp.kit("MOTOR003", SERIAL_NUMBER="GC00009999", COMPONENTS=LOTS_OF_PLENTY)
        press = [needed_program("xdotool"), "key", "--clearmodifiers", "Shift_L"]
        subprocess.run(press, env=environment, check=True)
        assert demo.end() == 1

    report = json.loads(file.read_text())
    check_shape(report)
    assert not report["ok"]
    assert "MOTOR003: the ERP moved 6, the workstation says 5" in report["faults"]
    assert "MOTOR003: the ERP moved 6, the workstation says 5" in demo.err.all
    assert "the books differ" in demo.out.all[-1]
    assert report["keyboard_or_mouse_actions"] == 1
    kits, *others = kinds(report)
    assert len(kits) == 4
    assert others == [[], []]
