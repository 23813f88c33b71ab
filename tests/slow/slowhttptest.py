"""slowhttptest, as Debian has it, in each of its ways against the real binary, beside requests that behave."""

import shutil
import subprocess
import time

ROWS = "/apis/v1/docs/csip/tables/Account_Master/rows"
CONNECTIONS = 400
SECONDS = 12
PROMPT_S = 0.25  # the slowest of a hundred; alone it takes some milliseconds

WAYS = {
    "slowloris: heads a line at a time": ["-H"],
    "slow bodies": ["-B", "-t", "POST"],
    "slow reading": ["-X", "-w", "1", "-y", "8", "-n", "5", "-z", "8", "-k", "8"],
    "many ranges": ["-R", "-a", "1", "-b", "3000", "-t", "HEAD"],
}

def quantile(took, q):
    return sorted(took)[min(len(took) - 1, int(q * len(took)))]


def requests_while(server, going_on):
    took = []
    while going_on():
        started = time.monotonic()
        with server.connect() as client:
            client.get(ROWS)
        took.append(time.monotonic() - started)
        time.sleep(0.01)
    return took


def attack(server, options):
    command = ["slowhttptest", *options, "-c", str(CONNECTIONS), "-r", "200", "-i", "2", "-l", str(SECONDS), "-p", "3",
               "-u", f"http://127.0.0.1:{server.port}{ROWS}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return requests_while(server, lambda: process.poll() is None)
    finally:
        process.kill()
        process.wait()


def run(server, check):
    if shutil.which("slowhttptest") is None:
        print("not run: slowhttptest, which is not installed (tools/setup.sh test)")
        return
    end = time.monotonic() + 2
    alone = quantile(requests_while(server, lambda: time.monotonic() < end), 0.99)
    for name, options in WAYS.items():
        took = attack(server, options)
        p99 = quantile(took, 0.99)
        check(f"{name}: {len(took)} requests beside {CONNECTIONS} connections, p99 {p99 * 1000:.0f} ms"
              f" ({alone * 1000:.0f} ms alone)", len(took) > 100 and p99 < max(PROMPT_S, 5 * alone))
        check(f"{name}: the server lives", server.process.poll() is None)
