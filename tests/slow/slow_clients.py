"""500 clients that send and read a byte now and then, and slowhttptest, beside one that behaves."""

import os
import resource
import select
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../server"))
import slowhttptest  # noqa: E402
from csip_server import CsipServer  # noqa: E402

SLOW = 500
HEAD_S = 10  # the server's deadline for a head
WATCH_S = HEAD_S + 5
PROMPT_S = 1.5

ROWS = "/apis/v1/docs/csip/tables/Account_Master/rows"
passed = failed = 0


def check(name, holds, words=""):
    global passed, failed
    if holds:
        passed += 1
        print(f"ok      {name}")
    else:
        failed += 1
        print(f"FAILED  {name} {words}")


def memory_mib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def connect(port, first):
    slow = socket.create_connection(("127.0.0.1", port), timeout=5)
    slow.sendall(first)
    return slow


def open_slow(server):
    """Three in five never end their headers, one never ends its body, one never reads its answers."""
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {server.token}\r\n"
    clients = {"head": [], "body": [], "read": []}
    for i in range(SLOW):
        if i % 5 < 3:
            clients["head"].append(connect(server.port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"))
        elif i % 5 == 3:
            first = f"POST {ROWS} HTTP/1.1\r\n{head}Content-Length: 4000000\r\n\r\n"
            clients["body"].append(connect(server.port, first.encode()))
        else:
            first = f"GET {ROWS} HTTP/1.1\r\n{head}\r\n" * 50
            clients["read"].append(connect(server.port, first.encode()))
    return clients


def drip(clients):
    """A byte from each that is still open; those that the server has closed are left out from then on."""
    for kind, byte in (("head", b"X: y\r\n"), ("body", b" ")):
        living = []
        for client in clients[kind]:
            try:
                if select.select([client], [], [], 0)[0] and not closed_quietly(client):
                    continue
                client.sendall(byte)
                living.append(client)
            except OSError:
                pass
        clients[kind] = living


def closed_quietly(client):
    """Reads what came; false at the end of the connection."""
    return bool(client.recv(65536))


def main():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    server = CsipServer()
    try:
        server.start()
        before = memory_mib(server.process.pid)
        clients = open_slow(server)
        begun = time.monotonic()
        took = []
        while time.monotonic() - begun < WATCH_S:
            started = time.monotonic()
            with server.connect() as client:
                client.get(ROWS)
            took.append(time.monotonic() - started)
            drip(clients)
            time.sleep(0.25)
        took.sort()
        check(f"requests beside {SLOW} slow connections are answered promptly (median {took[len(took) // 2] * 1000:.0f} ms,"
              f" slowest {took[-1] * 1000:.0f} ms of {len(took)})", took[-1] < PROMPT_S)
        check("heads that do not end are given up after their deadline", not clients["head"], len(clients["head"]))
        grown = memory_mib(server.process.pid) - before
        check(f"memory stays bounded (+{grown:.0f} MiB)", grown < 200)
        check("the server lives", server.process.poll() is None)
        slowhttptest.run(server, check)
    finally:
        server.stop()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
