#!/usr/bin/env python3
"""Kills a csip server with SIGKILL while several clients write, starts it again, and looks for every acknowledged write.

    durability.py [--rounds 20] [--seed N]

Each writer notes in a file what it is about to ask, and after the answer that it was acknowledged. After the restart:
  1. every row whose insert was acknowledged is there, with its text;
  2. a request of several rows is there whole or not at all;
  3. a row whose deletion was acknowledged is gone;
  4. a cell holds the last acknowledged value, or the one that was on its way when the server died;
  5. the computed value that depends on that cell is the one of the value that is there;
  6. a request with a key whose answer did not come is sent again with it, and is done once;
  7. the database file is whole (PRAGMA integrity_check).
Prints one line per round and `N passed, N failed`. Python's standard library only.
"""

import argparse
import collections
import glob
import os
import random
import sqlite3
import sys
import threading
import time

from csip_server import CsipServer, Refused

TASKS = "Tasks"
METRICS = "Platform_Health_Metrics"


class Journal:
    """What the writers intended and what was acknowledged, in the order of the answers."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8", buffering=1)
        self.lock = threading.Lock()
        self.intended = {}    # name of a request -> texts of its rows
        self.acknowledged = {}  # row id -> text
        self.keyed = set()    # names of requests that have a key
        self.deleting = set()
        self.deleted = set()
        self.cell_sent = None
        self.cell_acknowledged = None
        self.count = 0

    def note(self, words):
        self.file.write(words + "\n")

    def intend(self, request, texts):
        with self.lock:
            self.intended[request] = texts
            self.note(f"insert {request} {len(texts)}")

    def acknowledge(self, request, ids):
        with self.lock:
            self.count += 1
            for row_id, text in zip(ids, self.intended.pop(request), strict=True):
                self.acknowledged[row_id] = text
                self.note(f"inserted {row_id} {text}")


class Writer(threading.Thread):
    """Writes until the connection breaks. A refusal is a failure of the test."""

    def __init__(self, server, journal, name, write):
        super().__init__(daemon=True)
        self.server, self.journal, self.write = server, journal, write
        self.name, self.refusal = name, None

    def run(self):
        turn = 0
        try:
            with self.server.connect() as client:
                while True:
                    turn += 1
                    self.write(client, self.journal, f"{self.name}-{turn}")
        except Refused as refusal:
            self.refusal = str(refusal)
        except (OSError, ValueError, EOFError) as broken:
            self.broken = broken  # the server is dead; this is what we wait for
        except Exception as broken:  # http.client has its own kinds of a broken answer
            if not type(broken).__module__.startswith("http"):
                self.refusal = repr(broken)


def insert_some(size):
    def write(client, journal, request):
        texts = [f"{request}/{number}" for number in range(size)]
        journal.intend(request, texts)
        journal.acknowledge(request, client.insert(TASKS, [{"Task_Name": text} for text in texts]))
    return write


def ask_once(client, request):
    action = {"write": {"table": TASKS, "cells": {"Task_Name": request}}}
    return client.ask("POST", "/api/edits", {"actions": [action], "idempotencyKey": request})["inserted"]


def insert_once(client, journal, request):
    journal.intend(request, [request])
    with journal.lock:
        journal.keyed.add(request)
    journal.acknowledge(request, ask_once(client, request))


def ask_again(client, journal):
    """What was on its way with a key when the server died."""
    for request in journal.keyed & journal.intended.keys():
        journal.acknowledge(request, ask_once(client, request))


def insert_and_delete(client, journal, request):
    journal.intend(request, [request])
    ids = client.insert(TASKS, [{"Task_Name": request}])
    journal.acknowledge(request, ids)
    with journal.lock:
        journal.deleting.add(ids[0])
    client.delete(TASKS, ids[0])
    with journal.lock:
        journal.count += 1
        journal.deleted.add(ids[0])
        journal.note(f"deleted {ids[0]}")


def set_cell(metric):
    counter = [0]

    def write(client, journal, _request):
        counter[0] += 1
        value = counter[0] * 37 % 200  # up and down across the thresholds
        journal.cell_sent = value
        client.update(METRICS, metric, {"Current_Value": value})
        with journal.lock:
            journal.count += 1
            journal.cell_acknowledged = value
            journal.note(f"set {value}")
    return write


def faults(client, journal, metric):
    """What is not as it should be, in words."""
    rows = {row["id"]: row["values"]["Task_Name"] for row in client.rows(TASKS)}
    for row_id, text in journal.acknowledged.items():
        if row_id in journal.deleted:
            if row_id in rows:
                yield f"{row_id} ({text}) was deleted and is back"
        elif row_id not in rows:
            if row_id not in journal.deleting:
                yield f"{row_id} ({text}) was acknowledged and is lost"
        elif rows[row_id] != text:
            yield f"{row_id} holds {rows[row_id]!r}, acknowledged was {text!r}"
    there = collections.Counter(rows.values())
    for request in journal.keyed:
        if there[request] != 1:
            yield f"request {request} with a key was done {there[request]} times"
    for request, texts in journal.intended.items():
        found = sum(text in there for text in texts)
        if found not in (0, len(texts)):
            yield f"request {request} is there by half: {found} of {len(texts)} rows"
    values = next(row["values"] for row in client.rows(METRICS) if row["id"] == metric)
    cell = values["Current_Value"]
    if journal.cell_acknowledged is not None and cell not in (journal.cell_acknowledged, journal.cell_sent):
        yield f"the cell holds {cell}; {journal.cell_acknowledged} was acknowledged, {journal.cell_sent} was sent"
    target, warning = values["Target_Value"], values["Threshold_Warning"]
    points = 100 if cell >= target * 0.95 else 70 if cell >= warning else 30
    if values["Health_Status_Numeric"] != points:
        yield f"the status is worth {values['Health_Status_Numeric']} where the value is {cell}, of {target}"


def integrity(data):
    for path in glob.glob(os.path.join(data, "**", "*"), recursive=True):
        if not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            if not file.read(16).startswith(b"SQLite format 3"):
                continue
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            yield from (f"{os.path.basename(path)}: {row[0]}"
                        for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok")
        finally:
            connection.close()


def one_round(server, metric, chance):
    """Writes, kills, restarts; returns how many writes were acknowledged and what is wrong."""
    journal = Journal(os.path.join(server.folder, "acknowledged.log"))
    tag = f"{time.time_ns():x}"
    writers = [Writer(server, journal, f"{tag}-{index}", write) for index, write in enumerate(
        [insert_some(1), insert_once, insert_some(12), insert_and_delete, set_cell(metric)])]
    for writer in writers:
        writer.start()
    wanted, end = chance.randint(5, 60), time.monotonic() + 20
    while journal.count < wanted and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.05))
    server.kill()
    for writer in writers:
        writer.join(timeout=30)
    server.start()
    wrong = [f"{writer.name} was refused: {writer.refusal}" for writer in writers if writer.refusal]
    wrong += [f"{writer.name} still waits for an answer" for writer in writers if writer.is_alive()]
    if journal.count < wanted:
        wrong.append(f"only {journal.count} writes were acknowledged in 20 s; the round says nothing")
    with server.connect() as client:
        ask_again(client, journal)
        wrong += faults(client, journal, metric)
    wrong += integrity(server.data)
    journal.file.close()
    return journal.count, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    chance = random.Random(options.seed)
    passed = failed = 0
    server = CsipServer()
    try:
        server.start()
        with server.connect() as client:
            metric = client.rows(METRICS)[0]["id"]
        for number in range(1, options.rounds + 1):
            count, wrong = one_round(server, metric, chance)
            print(f"round {number}: {count} acknowledged, {len(wrong)} wrong", flush=True)
            for words in wrong:
                print(f"  {words}", flush=True)
            passed, failed = (passed + 1, failed) if not wrong else (passed, failed + 1)
    except Exception as error:  # a server that does not come back ends the test, and is its most telling result
        print(f"FAILED: {error}")
        failed += 1
    finally:
        server.kill()
        server.stop()
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed == options.rounds else 1


if __name__ == "__main__":
    sys.exit(main())
