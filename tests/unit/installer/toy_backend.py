"""A build backend of one file, copied into the toy checkout; it also makes the toy packages."""

import base64
import hashlib
import zipfile
from pathlib import Path

WHEEL = "Wheel-Version: 1.0\nGenerator: toy\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ENTRY_POINTS = "[console_scripts]\nkitbench = app.__main__:main\n"


def make_wheel(folder: str, name: str, version: str, files: dict[str, str]) -> str:
    """Write a wheel of plain files into a folder; gives its file name."""
    about = f"{name}-{version}.dist-info"
    files = {**files, f"{about}/METADATA": _metadata(name, version), f"{about}/WHEEL": WHEEL}
    record = f"{about}/RECORD"
    lines = [f"{path},{_digest(text)},{len(text.encode())}" for path, text in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""])
    wheel = f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder, wheel), "w") as archive:
        for path, text in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            archive.writestr(entry, text)
    return wheel


def prepare_metadata_for_build_editable(
    metadata_directory: str, config_settings: object = None
) -> str:
    about = Path(metadata_directory, "kitbench-1.dist-info")
    about.mkdir()
    (about / "METADATA").write_text(_metadata("kitbench", "1"))
    return about.name


def build_editable(
    wheel_directory: str, config_settings: object = None, metadata_directory: object = None
) -> str:
    files = {
        "kitbench.pth": f"{Path.cwd()}\n",
        "kitbench-1.dist-info/entry_points.txt": ENTRY_POINTS,
    }
    return make_wheel(wheel_directory, "kitbench", "1", files)


def _metadata(name: str, version: str) -> str:
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
