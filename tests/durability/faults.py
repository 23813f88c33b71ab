#!/usr/bin/env python3
"""Faults of the disk and of the machine, at every place where csip writes, syncs, renames or truncates.

    faults.py

  kill    strace ends the server with SIGKILL at the n-th call of each kind, for n = 1, 2, ... while it writes and starts
          again: nothing acknowledged is lost, no pair of rows is there by half, the file is whole
  error   a sync that fails (EIO) and a write that finds no room (ENOSPC): no false success, reads go on, the refusal has
          words, and writes work again without a restart
  import  `csip import` and `csip token`: a rollback journal's removal is synced; an import whose sync fails is whole or nothing
  full    a file system that is really full (tmpfs of some MB), and healing when space returns
  power   a file system that forgets what was not synced (ext4, FS_IOC_SHUTDOWN without flushing)

CSIP_FAULT_POINTS=500 says how many kill points are tried (the short form: 24); CSIP_POWER_CUTS=60 how many power cuts (3).
What this machine does not allow (ptrace, mounting) is printed as `not run: ...`. Python's standard library only.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

import csip_server
from csip_server import CsipServer, Refused

TASKS = "Tasks"
KINDS = ["pwrite64", "fdatasync", "ftruncate", "unlink", "rename"]
POINTS = int(os.environ.get("CSIP_FAULT_POINTS", "24"))
POWER_CUTS = int(os.environ.get("CSIP_POWER_CUTS", "3"))
FS_IOC_SHUTDOWN = 0x8004587D
NO_FLUSH = 2


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, words=""):
        self.passed, self.failed = (self.passed + 1, self.failed) if holds else (self.passed, self.failed + 1)
        print(f"{'ok' if holds else 'FAILED'}: {name}{'' if holds else ': ' + str(words)}", flush=True)


class Broken(Exception):
    """The server is gone."""


class Pairs:
    """Inserts rows two by two and remembers which pairs were acknowledged and which were asked for."""

    instances = 0

    def __init__(self):
        Pairs.instances += 1
        self.tag, self.acknowledged, self.asked = f"pair{Pairs.instances}", set(), 0

    def numbers(self, found):
        return [int(name.split("/")[1]) for name in found if name.startswith(self.tag + "/")]

    def write(self, client):
        number = self.asked
        self.asked += 1
        try:
            client.insert(TASKS, [{"Task_Name": f"{self.tag}/{number}/{half}"} for half in "ab"])
        except Refused:
            raise
        except Exception as error:
            raise Broken(str(error)) from error
        self.acknowledged.add(number)

    def faults(self, found):
        halves = {}
        for number in self.numbers(found):
            halves[number] = halves.get(number, 0) + 1
        yield from (f"pair {number} was acknowledged and is lost" for number in self.acknowledged - set(halves))
        yield from (f"pair {number} is there by half" for number, count in halves.items() if count != 2)


def names(server):
    with server.connect() as client:
        return [row["values"]["Task_Name"] for row in client.rows(TASKS)]


def whole(data):
    with contextlib.closing(sqlite3.connect(f"file:{data}/csip.db?mode=ro", uri=True)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]


def traced(server, *options):
    """Starts the server under strace with an injection; False when it ended before it answered."""
    log = open(os.path.join(server.folder, "server.log"), "ab")
    server.process = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", *options, csip_server.BINARY, "serve", "--data", server.data,
         "--listen", f"127.0.0.1:{server.port}"],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if server.process.poll() is not None:
            return False
        try:
            with server.connect() as client:
                client.get("/apis/v1/whoami")
            return True
        except Exception:
            time.sleep(0.02)
    raise RuntimeError("the server does not answer under strace")


def end_traced(server):
    if server.process and server.process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()
    # strace may be gone before the server it followed: the data folder is free when its lock is.
    lock = os.path.join(server.data, "csip.lock")
    if os.path.exists(lock):
        with open(lock, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)


def can_trace():
    if not shutil.which("strace"):
        return "strace is not installed"
    done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "true"],
                          capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"ptrace is not allowed: {done.stderr.strip()}"


def kill_points(checks, server):
    pairs, reached, tried, wrong = Pairs(), 0, 0, []
    steps = {kind: 1 for kind in KINDS}
    live = list(KINDS)
    while tried < POINTS and live:
        kind = live[tried % len(live)]
        tried += 1
        point = steps[kind]
        # The short form walks in growing steps, so that it sees starts as well as commits and checkpoints.
        steps[kind] += 1 if POINTS >= 200 else max(1, point // 2)
        hit = True
        if traced(server, "-e", f"trace={kind}", "-e", f"inject={kind}:signal=KILL:when={point}"):
            try:
                with server.connect() as client:
                    for _ in range(40):
                        pairs.write(client)
                hit = False
            except (Broken, OSError):
                pass
        end_traced(server)
        reached += hit
        if not hit:
            live.remove(kind)  # the kind has no such call in this run: its points are exhausted
        server.start()
        wrong += [f"{kind} {point}: {words}" for words in pairs.faults(names(server))]
        server.kill()
        state = whole(server.data)
        if state != "ok":
            wrong.append(f"{kind} {point}: {state}")
    print(f"{reached} points reached in {tried} runs, {len(pairs.acknowledged)} pairs acknowledged")
    checks.that("killed at writes, syncs, renames, truncations: nothing lost, nothing torn", not wrong, wrong[:5])
    checks.that("the kills came", reached >= min(8, POINTS // 3), reached)


def tasks_file(server, names):
    """A folder with a CSV file of tasks."""
    folder = tempfile.mkdtemp(dir=server.folder)
    with open(os.path.join(folder, "Tasks.csv"), "w", encoding="utf-8") as file:
        file.write("Task_Name\n" + "".join(f"{name}\n" for name in names))
    return folder


def failing_imports(checks, server):
    """A sync that fails during `csip import`: all of its rows are there or none, and it says which, or that it cannot know."""
    wrong, refused, when = [], 0, 0
    while when < 40:
        when += 1
        task = [f"import {when}/{number}" for number in range(3)]
        done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e",
                               f"inject=fsync,fdatasync:error=EIO:when={when}", csip_server.BINARY, "import",
                               "--data", server.data, "--csv-dir", tasks_file(server, task)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        refused += done.returncode != 0
        server.start()
        there = [name for name in names(server) if name in task]
        server.kill()
        unsure = "look whether the change was saved" in done.stderr
        if len(there) not in ([0, len(task)] if unsure else [0] if done.returncode else [len(task)]):
            wrong.append(f"sync {when}: {len(there)} rows after {done.returncode}: {done.stdout}{done.stderr}")
        if done.returncode and "disk" not in done.stderr and "Input/output error" not in done.stderr:
            wrong.append(f"sync {when}: {done.stderr}")
        if whole(server.data) != "ok":
            wrong.append(f"sync {when}: the file is torn")
    checks.that("syncs that fail in an import: all of it or nothing, as it says", not wrong, wrong[:4])
    checks.that("and they did fail", refused >= 3, refused)


def journals_removed(checks, server):
    """A rollback journal is gone for good, its folder synced, before the command says that it is done."""
    for command in (["token", "create", "--data", server.data, "--name", "traced", "--scope", "read"],
                    ["import", "--data", server.data, "--csv-dir", tasks_file(server, ["From a file"])]):
        trace = os.path.join(server.folder, "trace")
        subprocess.run(["strace", "-f", "-qq", "-y", "-o", trace, "-e", "trace=unlink,fsync,fdatasync",
                        csip_server.BINARY, *command], stdin=subprocess.DEVNULL, capture_output=True, check=True)
        with open(trace, encoding="utf-8") as file:
            calls = file.read().splitlines()
        removals = [at for at, call in enumerate(calls) if "unlink(" in call and "-journal" in call]
        synced = [any(f"<{server.data}>" in call for call in calls[at + 1:at + 2]) for at in removals]
        checks.that(f"csip {command[0]}: the folder is synced after each journal's removal",
                    len(removals) > 0 and all(synced), calls[-12:])


def injected_errors(checks, server, what, injection, word):
    pairs = Pairs()
    if not traced(server, "-e", "trace=fdatasync,fsync,pwrite64", "-e", f"inject={injection}"):
        checks.that(f"{what}: the server starts", False, server.words())
        return
    refused, first = [], None
    try:
        with server.connect() as client:
            rows = len(client.rows(TASKS))
            for _ in range(60):
                try:
                    pairs.write(client)
                except Refused as refusal:
                    refused.append(refusal)
                    first = pairs.asked - 1 if first is None else first
                    checks_rows = len(client.rows(TASKS))
                    rows = max(rows, checks_rows)
                    if checks_rows < 2 * len(pairs.acknowledged):
                        raise Broken("reads lost acknowledged rows") from refusal
            # The last one may be one that finds no room again.
            healed = first is None or any(number > first for number in pairs.acknowledged)
        checks.that(f"{what}: writes were refused", bool(refused))
        checks.that(f"{what}: with 503 and words", all(r.status == 503 and word in str(r) for r in refused),
                    [str(r) for r in refused][:2])
        checks.that(f"{what}: writes work again without a restart", healed)
        wrong = list(pairs.faults(names(server)))
        checks.that(f"{what}: reads go on, and show what was acknowledged", not wrong, wrong[:3])
        unsaid = sorted(set(pairs.numbers(names(server))) - pairs.acknowledged)
        checks.that(f"{what}: what was refused is not there", not unsaid, unsaid[:3])
    finally:
        end_traced(server)
    server.start()
    wrong = list(pairs.faults(names(server)))
    checks.that(f"{what}: nothing is lost after kill -9", not wrong, wrong[:3])
    server.kill()


@contextlib.contextmanager
def mounted(kind):
    """A small file system, or None with the reason printed."""
    folder = tempfile.mkdtemp(prefix="csip-disk-")
    point = os.path.join(folder, "m")
    os.mkdir(point)
    try:
        if kind == "tmpfs":
            command = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", point]
        else:
            image = os.path.join(folder, "disk.img")
            subprocess.run(["truncate", "-s", "200M", image], check=True)
            made = subprocess.run(["mkfs.ext4", "-q", image], capture_output=True, text=True, check=False)
            if made.returncode != 0:
                print(f"not run: no ext4 file system can be made here: {made.stderr.strip()}")
                yield None
                return
            command = ["mount", "-o", "loop", image, point]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"not run: mounting is not allowed here ({kind}): {done.stderr.strip()}")
            yield None
            return
        try:
            yield (point, command)
        finally:
            subprocess.run(["umount", "-l", point], capture_output=True, check=False)
    except FileNotFoundError as missing:
        print(f"not run: {missing}")
        yield None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def export(client):
    """All select options as a CSV file; the job that made it, at its end."""
    view = next(t["views"][0]["id"] for t in client.get("/api/schema")["tables"] if t["name"] == "Select_Options")
    job = client.ask("POST", "/api/exports", {"view": view})
    while job["state"] in ("waiting", "running"):
        job = client.get(f"/api/jobs/{job['id']}")
    return job


def full_disk(checks, server):
    with mounted("tmpfs") as disk:
        if disk is None:
            return
        point, _ = disk
        shutil.copytree(server.data, os.path.join(point, "data"))
        before, server.data = server.data, os.path.join(point, "data")
        filler = os.path.join(point, "filler")
        pairs, refusal = Pairs(), None
        try:
            server.start()
            with server.connect() as client:
                for _ in range(5):
                    pairs.write(client)
                with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
                    while True:
                        file.write(b"x" * 4096)
                for _ in range(3000):
                    try:
                        pairs.write(client)
                    except Refused as words:
                        refusal = words
                        break
                checks.that("full disk: the write is refused", refusal is not None)
                checks.that("full disk: with 503 and what to do", refusal is not None and refusal.status == 503
                            and "the disk is full" in str(refusal) and "free some space" in str(refusal), refusal)
                wrong = list(pairs.faults(names(server)))
                checks.that("full disk: reads go on", not wrong, wrong[:3])
                job = export(client)
                checks.that("full disk: an export fails, with words", job["state"] == "failed"
                            and "the disk is full" in job.get("error", ""), job)
                left = os.listdir(os.path.join(server.data, "exports"))
                checks.that("full disk: and leaves nothing half written", left == [], left)
                os.remove(filler)
                pairs.write(client)
                checks.that("full disk: the first write after space returned is taken", True)
                job = export(client)
                checks.that("full disk: and an export is made", job["state"] == "done", job)
            server.kill()
            server.start()
            wrong = list(pairs.faults(names(server)))
            checks.that("full disk: nothing lost, nothing torn", not wrong, wrong[:3])
        except (Refused, Broken) as trouble:
            checks.that("full disk: heals", False, trouble)
        finally:
            server.kill()
            server.data = before


def power_cuts(checks, server):
    with mounted("ext4") as disk:
        if disk is None:
            return
        point, mount = disk
        shutil.copytree(server.data, os.path.join(point, "data"))
        subprocess.run(["sync", "-f", point], check=True)
        before, server.data = server.data, os.path.join(point, "data")
        pairs, wrong = Pairs(), []
        try:
            for cut in range(POWER_CUTS):
                server.start()
                with server.connect() as client:
                    for _ in range(30 + 17 * (cut % 5)):
                        pairs.write(client)
                    folder = os.open(point, os.O_RDONLY)
                    try:
                        fcntl.ioctl(folder, FS_IOC_SHUTDOWN, struct.pack("I", NO_FLUSH))
                    except OSError as refused:
                        print(f"not run: this kernel shuts no file system down: {refused}")
                        return
                    finally:
                        os.close(folder)
                server.kill()
                subprocess.run(["umount", point], check=True)
                subprocess.run(mount, check=True)
                server.start()
                wrong += [f"cut {cut + 1}: {words}" for words in pairs.faults(names(server))]
                server.kill()
                state = whole(server.data)
                if state != "ok":
                    wrong.append(f"cut {cut + 1}: {state}")
            checks.that(f"{POWER_CUTS} power cuts, {len(pairs.acknowledged)} pairs: nothing lost, nothing torn",
                        not wrong, wrong[:5])
        finally:
            server.kill()
            server.data = before


def main():
    checks = Checks()
    server = CsipServer()
    try:
        reason = can_trace()
        if reason:
            print(f"not run: kill points and injected errors: {reason}")
        else:
            kill_points(checks, server)
            journals_removed(checks, server)
            failing_imports(checks, server)
            injected_errors(checks, server, "a sync that fails", "fdatasync,fsync:error=EIO:when=12+9", "the disk")
            injected_errors(checks, server, "a write without room", "pwrite64:error=ENOSPC:when=40+11",
                            "the disk is full")
        full_disk(checks, server)
        power_cuts(checks, server)
    except Exception as error:
        checks.that("the test runs to its end", False, repr(error))
    finally:
        end_traced(server)
        server.stop()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 0 if checks.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
