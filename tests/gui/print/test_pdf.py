"""The files: what copying gives, sizes, threads, and what is left behind when writing fails."""

import re
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop

from app.core.kit.pick_list import PickList, Stop
from app.ui.print.paper import PageSize
from app.ui.print.pdf import write_pick_list, write_reversal
from app.ui.print.pick_sheet import pick_sheet
from app.ui.print.reversal_sheet import reversal_sheet
from tests.gui.print import kits
from tests.gui.print.reading import all_words, pdf_text


def squeezed(texts: list[str]) -> list[str]:
    """Without empty texts, which leave nothing in a file."""
    return [text for text in texts if text.strip()]


@pytest.mark.parametrize("size", PageSize)
def test_what_is_copied_from_a_pick_list_is_what_stands_there(
    tmp_path: Path, size: PageSize
) -> None:
    """Each 0 of a part number above all: a substitute glyph would be copied as nothing."""
    path = tmp_path / "list.pdf"
    write_pick_list(path, kits.usual(), size)
    copied = pdf_text(path.read_bytes())

    assert copied == squeezed(all_words(pick_sheet(kits.usual()), size))
    assert {"PUMP002", "PCB-DRV0", "24B-100", "2027-06-30"} <= set(copied)


def test_what_is_copied_from_a_reversal_sheet_is_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    write_reversal(path, kits.reversal(), PageSize.A4)
    assert pdf_text(path.read_bytes()) == squeezed(all_words(reversal_sheet(kits.reversal())))


def test_foreign_text_is_copied_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    line = kits.line("<b>P-0</b>", description="M4x12 -> 24 V & ≥ 3 Ωµ äöü")
    write_pick_list(path, kits.pick_list(Stop("MS", "", (line,))), PageSize.A4)
    copied = "".join(pdf_text(path.read_bytes()))  # Qt draws each script by itself
    assert "<b>P-0</b>M4x12 -> 24 V & ≥ 3 Ωµ äöü" in copied


@pytest.mark.parametrize(
    ("size", "box"), [(PageSize.A4, (595, 842)), (PageSize.LETTER, (612, 792))]
)
def test_pages_have_the_size_of_the_paper(
    tmp_path: Path, size: PageSize, box: tuple[int, int]
) -> None:
    path = tmp_path / "list.pdf"
    write_pick_list(path, kits.usual(), size)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", path.read_bytes())
    assert len(boxes) == 2
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {box}


def test_the_worst_that_others_write_is_written(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    write_pick_list(path, kits.nasty(), PageSize.LETTER)
    assert path.read_bytes().startswith(b"%PDF-")


def in_a_thread(path: Path, pick: PickList) -> None:
    """Write in another thread while this one serves its events."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            write_pick_list(path, pick, PageSize.A4)
        except BaseException as fault:  # noqa: BLE001 - handed to the test
            failures.append(fault)

    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        worker.join(0.01)
    assert failures == []


def test_a_long_list_is_written_in_another_thread(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    in_a_thread(path, kits.many(1_000))
    copied = pdf_text(path.read_bytes())
    parts = [text for text in copied if text.startswith("PART-")]
    assert parts == [f"PART-{n:05d}" for n in range(1_000)]
    pages = [text for text in copied if re.fullmatch(r"Page \d+ of \d+", text)]
    assert pages == [f"Page {n} of {len(pages)}" for n in range(1, len(pages) + 1)]


@pytest.mark.at_once
def test_two_threads_write_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(2)]
    workers = [
        threading.Thread(target=write_pick_list, args=(path, kits.many(100), PageSize.A4))
        for path in paths
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert pdf_text(paths[0].read_bytes()) == pdf_text(paths[1].read_bytes())


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"old")
    write_pick_list(path, kits.usual(), PageSize.A4)
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [path]


def test_whoever_reads_the_older_file_keeps_it_whole(tmp_path: Path) -> None:
    path, reader = tmp_path / "list.pdf", tmp_path / "reader"
    path.write_bytes(b"old")
    reader.hardlink_to(path)
    write_pick_list(path, kits.usual(), PageSize.A4)
    assert reader.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_pick_list(tmp_path / "nowhere" / "list.pdf", kits.usual(), PageSize.A4)


def test_a_path_that_is_a_folder_stays_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "list.pdf"
    folder.mkdir()
    with pytest.raises(OSError, match=re.escape("list.pdf")):
        write_reversal(folder, kits.reversal(), PageSize.A4)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_below_a_file_is_an_os_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_pick_list(file / "list.pdf", kits.usual(), PageSize.A4)


def test_a_disk_that_takes_no_more_leaves_the_older_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "list.pdf"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_pick_list(path, kits.usual(), PageSize.A4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
