#!/usr/bin/env python3
"""Transitions are read exactly once.

A reader keeps a named cursor in the server and acts on what it reads; a listener holds the live stream. Meanwhile one writer
writes, the server is killed with kill -9 again and again, and the clock crosses midnight, while it runs and while it is down.
At the end both must have had every transition of the log once, in order, and from nothing all transitions must lead to the
values that there are.
"""

import argparse
import datetime
import http.client
import itertools
import json
import random
import threading
import time

from csip_server import Client, CsipServer, Refused

SERVER_LOST = (OSError, http.client.HTTPException)


def at(day):
    """The clock at noon so many days on, as the command line takes it."""
    noon = datetime.datetime(2026, 11, 22, 12) + datetime.timedelta(days=day)
    return ["--clock", noon.strftime("%Y-%m-%dT%H:%M:%SZ")]


class Patient:
    """Asks until the server is back."""

    def __init__(self, server, ended):
        self.server, self.ended, self.client = server, ended, None

    def ask(self, method, path, body=None):
        while True:
            try:
                self.client = self.client or Client(self.server.port, self.server.token)
                return self.client.ask(method, path, body)
            except Refused as refused:
                if refused.status != 503:
                    raise
            except SERVER_LOST:
                if self.client:
                    self.client.close()
                self.client = None
                if self.ended.is_set():
                    raise
            time.sleep(0.02)


def write(server, ended, stop, seed):
    """Changes what health scores and tiers follow from. Whether an unanswered write took place does not matter here."""
    choice = random.Random(seed)
    patient = Patient(server, ended)
    metrics = [row["id"] for row in patient.ask("GET", "/api/views/Platform_Health_Metrics/rows?limit=100")["rows"]]
    for number in itertools.count():
        if stop.is_set():
            return
        table = "Platform_Health_Metrics"
        if number % 7 == 3:
            patient.ask("POST", "/api/edits", {"actions": [{"write": {
                "table": table, "row": choice.choice(metrics), "cells": {"Current_Value": choice.randint(0, 100)}}}]})
            try:
                patient.ask("POST", "/api/undo", {})
            except Refused as refused:
                if refused.status != 409:
                    raise
            continue
        actions = [{"write": {"table": table, "row": row, "cells": {"Current_Value": choice.randint(0, 100)}}}
                   for row in choice.sample(metrics, 3)]
        patient.ask("POST", "/api/edits", {"actions": actions})


def read(server, ended, done, acted):
    """Reads by the cursor. What it does and where it is belong together: an answer that is lost is asked for again."""
    patient = Patient(server, ended)
    while True:
        last = done.is_set()
        page = patient.ask("GET", "/api/transitions?cursor=reader&limit=7")
        if page["items"]:
            try:
                patient.ask("POST", "/api/transition-cursors/reader", {"next": page["next"], "after": page["after"]})
            except Refused as refused:
                # The server took it and was killed before it could say so.
                assert refused.status == 409, refused
                assert patient.ask("GET", "/api/transition-cursors/reader")["next"] == page["next"], refused
            acted += [(item["place"], item) for item in page["items"]]
        elif last and not page["more"]:
            return
        else:
            time.sleep(0.01)


def listen(server, ended, heard):
    """Holds the live stream and comes back with the last id it saw."""
    last = "0"
    while not ended.is_set():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
            connection.request("GET", "/api/transitions/stream", headers={
                "Authorization": f"Bearer {server.token}", "Last-Event-ID": last})
            answer = connection.getresponse()
            assert answer.status == 200, answer.read()
            place = None
            while not ended.is_set():
                line = answer.readline()
                if not line:
                    break
                if line.startswith(b"id: "):
                    place = line[4:].strip().decode()
                elif line.startswith(b"data: ") and line.endswith(b"\n"):
                    heard.append((place, json.loads(line[6:])))
                    last = place
        except (TimeoutError, *SERVER_LOST):
            time.sleep(0.02)
        finally:
            connection.close()


def every_transition(server):
    items, after = [], "0"
    with server.connect() as client:
        while True:
            page = client.get(f"/api/transitions?after={after}&limit=1000")
            items += page["items"]
            after = page["next"]
            if not page["more"]:
                return items


def check(server, items, acted, heard):
    places = [item["place"] for item in items]
    assert len(set(places)) == len(places)
    for who, got in (("the reader by a cursor", acted), ("the listener", heard)):
        assert [place for place, _ in got] == places, f"{who} has {len(got)} transitions of {len(places)}"
        strip = [{key: value for key, value in item.items() if not key.endswith("Name")} for _, item in got]
        own = [{key: value for key, value in item.items() if not key.endswith("Name")} for item in items]
        assert strip == own, who
    # One after the other each begins where the last ended, and they end at what there is.
    values = {}
    for item in items:
        cell = (item["table"], item["row"], item["column"])
        assert item["before"] == values.get(cell, ""), (item, values.get(cell))
        values[cell] = item["after"]
    assert any(item["cause"] == "day" or item["cause"] == "recompute" for item in items), "no day passed"
    with server.connect() as client:
        for table in {cell[0] for cell in values}:
            for row in client.get(f"/api/views/{table}/rows?limit=1000")["rows"]:
                for column, value in row["values"].items():
                    cell = (table, row["id"], column)
                    if cell in values and isinstance(value, (int, float, str)):
                        assert values[cell] == value, (cell, values[cell], value)
    return len(values)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=8)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = options.parse_args()
    print(f"transitions: seed {options.seed}")
    choice = random.Random(options.seed)
    server = CsipServer(scope="admin", init=at(0), serve=[*at(0), "--test-clock"])
    server.start()
    ended, stop, done = threading.Event(), threading.Event(), threading.Event()
    acted, heard, failures = [], [], []

    def guarded(work, *arguments):
        try:
            work(*arguments)
        except Exception as failure:  # told at the end, where the test fails by it
            failures.append((work.__name__, repr(failure)))

    try:
        with server.connect() as client:
            client.ask("PUT", "/api/transition-cursors/reader", {"next": "0"})
        writer = threading.Thread(target=guarded, args=(write, server, ended, stop, options.seed))
        reader = threading.Thread(target=guarded, args=(read, server, ended, done, acted))
        listener = threading.Thread(target=guarded, args=(listen, server, ended, heard))
        for thread in (writer, reader, listener):
            thread.start()
        day = 0
        for round_number in range(options.rounds):
            time.sleep(choice.uniform(0.1, 0.5))  # how far the writer gets until the kill is left to chance
            if round_number % 2 == 0:  # midnight while it runs
                day += 1
                with server.connect() as client:
                    client.ask("POST", "/api/test/clock", {"now": at(day)[1]})
            server.kill()
            if round_number % 3 == 0:  # and while it is down
                day += 1
            server.serve = [*at(day), "--test-clock"]
            server.start()
        time.sleep(0.2)
        stop.set()
        writer.join()
        done.set()
        reader.join()
        items = every_transition(server)
        end = time.monotonic() + 20
        while len(heard) < len(items) and time.monotonic() < end and not failures:
            time.sleep(0.05)
        ended.set()
        listener.join()
        assert not failures, failures
        cells = check(server, items, acted, heard)
        print(f"{len(items)} transitions of {cells} cells, {options.rounds} kills, {day} midnights: each once")
        print("1 passed, 0 failed")
    finally:
        ended.set()
        stop.set()
        done.set()
        server.stop()


main()
