#!/usr/bin/env python3
"""Backups of a csip that is being written to: each is an exact prefix of the writes, and a damaged one is refused.

    backup.py

Prints one line per check and `N passed, N failed`. Python's standard library only.
"""

import json
import os
import shutil
import subprocess
import sys
import threading

import csip_server
from csip_server import CsipServer

TASKS = "Tasks"


def csip(*arguments):
    done = subprocess.run([csip_server.BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, words=""):
        self.passed, self.failed = (self.passed + 1, self.failed) if holds else (self.passed, self.failed + 1)
        print(f"{'ok' if holds else 'FAILED'}: {name}{'' if holds else ': ' + str(words)}", flush=True)


class Writer(threading.Thread):
    """Inserts pairs of rows, one request after the other, and counts the acknowledged ones."""

    def __init__(self, server, name):
        super().__init__(daemon=True)
        self.server, self.tag, self.acknowledged, self.stop, self.trouble = server, name, 0, False, None

    def run(self):
        try:
            with self.server.connect() as client:
                while not self.stop:
                    number = self.acknowledged
                    client.insert(TASKS, [{"Task_Name": f"{self.tag}/{number}/{half}"} for half in "ab"])
                    self.acknowledged = number + 1
        except Exception as trouble:  # the check that follows says so
            self.trouble = trouble


def names(server):
    with server.connect() as client:
        return [row["values"]["Task_Name"] for row in client.rows(TASKS)]


def restored(server, backup, data):
    """A server on what a backup holds; the old one is stopped."""
    server.kill()
    code, words = csip("restore", backup, data)
    if code != 0:
        raise RuntimeError(words)
    server.data = data
    server.start()
    return server


def check_prefix(checks, kind, found, writers, before):
    """Of each writer: whole pairs 0..n without a gap, and at least what was acknowledged when the backup began."""
    for writer, least in zip(writers, before, strict=True):
        own = [name.split("/") for name in found if name.startswith(writer.tag + "/")]
        numbers = sorted({int(number) for _, number, _ in own})
        whole = len(own) == 2 * len(numbers) and numbers == list(range(len(numbers)))
        checks.that(f"{kind}: {writer.tag} has an exact prefix", whole, f"{len(own)} rows, {numbers[-3:]}")
        checks.that(f"{kind}: {writer.tag} lost nothing acknowledged before", len(numbers) >= least,
                    f"{len(numbers)} of {least}")


def damage(path, at, byte=b"\xff"):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(byte * 64)


def check_damage(checks, folder, backup, tar):
    def refused(name, source, word):
        target = os.path.join(folder, "target")
        code, words = csip("restore", source, target)
        checks.that(f"{name} is refused in words", code == 1 and word in words, words)
        checks.that(f"{name}: nothing was put in place", not os.path.exists(target) and
                    not [entry for entry in os.listdir(folder) if "partial" in entry], os.listdir(folder))
        code, words = csip("backup", "--verify", source)
        checks.that(f"{name}: --verify says so, too", code == 1 and word in words, words)

    bad = os.path.join(folder, "bad")
    shutil.copytree(backup, bad)
    damage(os.path.join(bad, "csip.db"), 40960)
    refused("a changed byte", bad, "SHA-256")
    manifest = os.path.join(bad, "manifest.json")
    with open(manifest, encoding="utf-8") as file:
        content = json.load(file)
    shutil.rmtree(bad)
    shutil.copytree(backup, bad)
    os.truncate(os.path.join(bad, "csip.db"), content["files"][0]["bytes"] - 4096)
    refused("a shorter file", bad, "bytes where its manifest says")
    os.remove(os.path.join(bad, "access.db"))
    refused("a missing file", bad, "damaged")
    with open(manifest, "w", encoding="utf-8") as file:
        file.write('{"format": 1, "files": [{"name": "../../evil"')
    refused("a torn manifest", bad, "manifest.json")
    os.remove(manifest)
    refused("a folder that is no backup", bad, "no backup of csip")
    torn = os.path.join(folder, "torn.tar")
    shutil.copy(tar, torn)
    os.truncate(torn, os.path.getsize(tar) // 2)
    refused("half a .tar", torn, "ends too early")
    refused("a backup that is not there", os.path.join(folder, "nowhere"), "there is no backup")


def main():
    checks = Checks()
    server = CsipServer()
    try:
        server.start()
        writers = [Writer(server, f"w{number}") for number in range(4)]
        for writer in writers:
            writer.start()
        backups = []
        for kind in ("folder", "file.tar"):
            wanted = writers[0].acknowledged + 20
            while writers[0].acknowledged < wanted and not writers[0].trouble:
                writers[1].join(0.005)
            before = [writer.acknowledged for writer in writers]
            path = os.path.join(server.folder, kind)
            code, words = csip("backup", "--data", server.data, path, "--verify")
            checks.that(f"{kind}: made beside a running server, and whole", code == 0 and "is whole" in words, words)
            backups.append((kind, path, before))
        for writer in writers:
            writer.stop = True
            writer.join(30)
            checks.that(f"{writer.tag} was never refused", writer.trouble is None, writer.trouble)
        everything = names(server)
        for number, (kind, path, before) in enumerate(backups):
            server = restored(server, path, os.path.join(server.folder, f"restored{number}"))
            found = names(server)
            check_prefix(checks, kind, found, writers, before)
            checks.that(f"{kind}: holds nothing else", set(found) <= set(everything))
            with server.connect() as client:
                ids = client.insert(TASKS, [{"Task_Name": "after"}])
            checks.that(f"{kind}: the restored workspace takes writes, with the old token", len(ids) == 1)
        code, words = csip("restore", backups[0][1], server.data)
        checks.that("a folder in use is not overwritten", code == 1 and "mv " in words, words)
        code, words = csip("backup", "--data", server.data, backups[0][1])
        checks.that("a backup is not overwritten", code == 1 and "another name" in words, words)
        listed = subprocess.run(["tar", "tf", backups[1][1]], capture_output=True, text=True, check=False).stdout
        checks.that("tar reads the file", listed.split() == ["manifest.json", "csip.db", "access.db"], listed)
        check_damage(checks, server.folder, backups[0][1], backups[1][1])
    except Exception as error:
        checks.that("the test runs to its end", False, repr(error))
    finally:
        server.kill()
        server.stop()
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 0 if checks.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
