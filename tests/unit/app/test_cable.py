"""The cable between a workstation and its ERP, in the demo and in tests: it adds no time."""

import socket

from app.demo.cable import NetworkCable


def test_it_holds_no_piece_of_a_call_back() -> None:
    """Else a call, whose head and body go out apart, takes 40 ms and more for the second."""
    with socket.create_server(("127.0.0.1", 0)) as erp:
        cable = NetworkCable("127.0.0.1", erp.getsockname()[1])
        port = int(cable.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as station:
            there, _ = erp.accept()
            with there:
                station.sendall(b"head")
                assert there.recv(4) == b"head"
                nodelay = [
                    one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for one in cable._open
                ]
                there.sendall(b"answer")
                assert station.recv(6) == b"answer"
        cable.pull()
    assert len(nodelay) == 2
    assert all(nodelay)
