#!/usr/bin/env python3
"""Kills a csip server with SIGKILL while files are sent to it, and looks for every acknowledged one; backs up and restores them.

    files.py [--rounds 4]

After each restart every file whose upload was acknowledged is there, byte by byte, and a cell that was written to hold it holds
it; nothing half written is seen under a name. Then a backup, as a folder and as a .tar, gives all of them back, and a changed
byte of one is noticed. Prints `N passed, N failed`. Python's standard library only.
"""

import argparse
import hashlib
import http.client
import os
import random
import shutil
import subprocess
import sys
import threading
import time

import csip_server
from csip_server import CsipServer


class Uploader(threading.Thread):
    """Sends files until the connection breaks; remembers the sums of those that were acknowledged."""

    def __init__(self, server, name):
        super().__init__(daemon=True)
        self.server, self.tag, self.acknowledged, self.refusal = server, name, {}, None

    def run(self):
        chance = random.Random(self.tag)
        headers = {"Authorization": f"Bearer {self.server.token}", "Content-Type": "application/octet-stream"}
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
            while True:
                body = chance.randbytes(chance.choice([10, 5_000, 400_000]))
                connection.request("POST", f"/api/files?name={self.tag}.bin", body, headers)
                answer = connection.getresponse()
                text = answer.read().decode()
                if answer.status != 201:
                    self.refusal = text
                    return
                self.acknowledged[text.split('"id":"')[1].split('"')[0]] = hashlib.sha256(body).hexdigest()
        except (OSError, ValueError, http.client.HTTPException):
            pass  # the server is dead; this is what we wait for


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, words=""):
        self.passed, self.failed = (self.passed + 1, self.failed) if holds else (self.passed, self.failed + 1)
        print(f"{'ok' if holds else 'FAILED'}: {name}{'' if holds else ': ' + str(words)}", flush=True)


def bytes_of(server, file):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", f"/api/files/{file}", headers={"Authorization": f"Bearer {server.token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return body if answer.status == 200 else None


def missing(server, sums):
    return [file for file, sha256 in sums.items()
            if hashlib.sha256(bytes_of(server, file) or b"").hexdigest() != sha256]


def kill_while_sending(server, checks, rounds):
    sums = {}
    for number in range(rounds):
        uploaders = [Uploader(server, f"r{number}w{writer}") for writer in range(3)]
        for uploader in uploaders:
            uploader.start()
        end = time.monotonic() + 20
        while sum(len(uploader.acknowledged) for uploader in uploaders) < 12 and time.monotonic() < end:
            time.sleep(0.002)
        server.kill()
        for uploader in uploaders:
            uploader.join(30)
            sums.update(uploader.acknowledged)
        checks.that(f"round {number}: nothing was refused", not any(u.refusal for u in uploaders),
                    [u.refusal for u in uploaders])
        server.start()
        lost = missing(server, sums)
        checks.that(f"round {number}: all {len(sums)} acknowledged files are whole", not lost and len(sums) > 0, lost)
        names = os.listdir(os.path.join(server.data, "files"))
        checks.that(f"round {number}: nothing half written is left", not [n for n in names if len(n) != 64], names)
    return sums


def csip(*arguments):
    done = subprocess.run([csip_server.BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def attach(server, sums):
    """A cell that holds one of the files; gives what a reader sees of it."""
    with server.connect() as client:
        tables = client.get("/api/schema")["tables"]
        table, column = next((t["id"], c["id"]) for t in tables for c in t["columns"] if c["type"] == "files")
        write = {"table": table, "row": "i-1", "cells": {column: [{"id": next(iter(sums))}]}}
        client.ask("POST", "/api/edits", {"actions": [{"write": write}]})
    return table, column


def cell(server, table, column):
    with server.connect() as client:
        answer = client.get(f"/api/views/{table}/rows?limit=500")
        return next(row["values"][column] for row in answer["rows"] if row["id"] == "i-1")


def back_up(server, checks, sums):
    table, column = attach(server, sums)
    before = cell(server, table, column)
    server.kill()
    server.start()
    checks.that("an attached file survives kill -9", cell(server, table, column) == before, before)
    for kind in ("folder", "file.tar"):
        path = os.path.join(server.folder, kind)
        code, words = csip("backup", "--data", server.data, path, "--verify")
        checks.that(f"{kind}: made beside a running server, and whole", code == 0 and "is whole" in words, words)
    first = server.data
    for kind in ("folder", "file.tar"):
        server.kill()
        data = os.path.join(server.folder, f"from-{kind}")
        code, words = csip("restore", os.path.join(server.folder, kind), data)
        checks.that(f"{kind}: restored", code == 0, words)
        server.data = data
        server.start()
        lost = missing(server, sums)
        checks.that(f"{kind}: all files are back", not lost, lost)
        checks.that(f"{kind}: and the cell that holds one", cell(server, table, column) == before)
    folder = os.path.join(server.folder, "folder")
    blob = os.path.join("files", sorted(os.listdir(os.path.join(folder, "files")))[0])
    with open(os.path.join(folder, blob), "r+b") as file:
        file.write(b"\xff\x00\xff\x00\xff")
    code, words = csip("backup", "--verify", folder)
    checks.that("a changed byte of a file is noticed", code == 1 and blob in words and "SHA-256" in words, words)
    os.remove(os.path.join(folder, blob))
    code, words = csip("restore", folder, os.path.join(server.folder, "nowhere"))
    checks.that("a missing file is noticed", code == 1 and "is missing" in words, words)
    with open(os.path.join(first, blob), "ab") as file:
        file.write(b"x")
    code, words = csip("backup", "--data", first, os.path.join(server.folder, "again"))
    checks.that("a damaged data folder is not backed up as if it were whole", code == 1 and "damaged" in words, words)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=4)
    rounds = parser.parse_args().rounds
    checks = Checks()
    server = CsipServer()
    try:
        server.start()
        back_up(server, checks, kill_while_sending(server, checks, rounds))
    except Exception as error:
        checks.that("the test runs to its end", False, repr(error))
    finally:
        server.kill()
        shutil.rmtree(server.folder, ignore_errors=True)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 0 if checks.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
