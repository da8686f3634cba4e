"""Records are read by any thread, whichever is the first to meet their shape."""

import subprocess
import sys

import pytest

# A crash would take the tests with it. Shapes that nobody has met yet, each first met by several
# threads at once; without one that waits for another this crashes within a few of them.
READ = """
import sys
import threading
from dataclasses import make_dataclass
from app.store.packing import pack, unpack

sys.setswitchinterval(1e-6)
THREADS, SHAPES = 6, 60


def met(at):
    fields = [(f"f{n}", int) for n in range(8)]
    inner = [make_dataclass(f"Inner{at}x{one}", fields) for one in range(8)]
    outer = make_dataclass(f"Outer{at}", [(f"of{one}", kind) for one, kind in enumerate(inner)])
    value = outer(*(kind(*range(8)) for kind in inner))
    record, barrier, read = pack(value), threading.Barrier(THREADS), []

    def work():
        barrier.wait()
        read.append(unpack(record, outer))

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return read == [value] * THREADS


sys.exit(not all(met(at) for at in range(SHAPES)))
"""


@pytest.mark.at_once
def test_a_shape_is_met_by_many_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
