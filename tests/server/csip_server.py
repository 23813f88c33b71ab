"""A csip server of its own for a test: fresh data folder, free port, a token. Python's standard library only."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

BINARY = os.environ.get("CSIP_BINARY", "")
READY_S = 30


class Refused(Exception):
    """The server answered with words of refusal."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status = status


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class CsipServer:
    def __init__(self, sample="gard-as", scope="write", init=(), serve=()):
        if not BINARY:
            raise SystemExit("CSIP_BINARY does not say which csip to test")
        self.folder = tempfile.mkdtemp(prefix="csip-test-")
        self.data = os.path.join(self.folder, "data")
        self.process = None
        self.serve = list(serve)  # options of the next start
        self.port = free_port()
        self.run("init", "--data", self.data, *(["--sample", sample] if sample else []), *init)
        words = self.run("token", "create", "--data", self.data, "--name", "test", "--scope", scope)
        self.token = words.split()[-1]

    def run(self, *arguments):
        done = subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"csip {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self):
        """Starts the process and waits until it answers."""
        self.log = open(os.path.join(self.folder, "server.log"), "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}", *self.serve],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        end = time.monotonic() + READY_S
        while True:
            if self.process.poll() is not None:
                raise RuntimeError(f"csip serve ended with {self.process.returncode}:\n{self.words()}")
            try:
                with self.connect() as client:
                    client.get("/apis/v1/whoami")
                return
            except OSError:
                if time.monotonic() > end:
                    raise RuntimeError(f"csip serve does not answer after {READY_S} s:\n{self.words()}") from None
                time.sleep(0.02)

    def words(self):
        with open(os.path.join(self.folder, "server.log"), encoding="utf-8", errors="replace") as log:
            return log.read()[-4000:]

    def kill(self, how=signal.SIGKILL):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait()

    def stop(self):
        self.kill(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextlib.contextmanager
    def connect(self):
        client = Client(self.port, self.token)
        try:
            yield client
        finally:
            client.close()


class Client:
    """One connection that is kept open."""

    def __init__(self, port, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def close(self):
        self.connection.close()

    def ask(self, method, path, body=None):
        self.connection.request(method, path, None if body is None else json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 300:
            raise Refused(answer.status, text)
        return json.loads(text)

    def get(self, path):
        return self.ask("GET", path)

    def rows(self, table):
        """All rows with values by column name, page after page."""
        path = f"/apis/v1/docs/csip/tables/{urllib.parse.quote(table)}/rows?"
        page = self.get(path + "useColumnNames=true&valueFormat=simpleWithArrays&limit=500")
        rows = page["items"]
        while page.get("nextPageToken"):
            page = self.get(path + urllib.parse.urlencode({"pageToken": page["nextPageToken"]}))
            rows += page["items"]
        return rows

    def insert(self, table, rows):
        """Inserts rows, each a dict by column name; returns their ids."""
        body = {"rows": [{"cells": cells(row)} for row in rows]}
        return self.ask("POST", f"/apis/v1/docs/csip/tables/{table}/rows", body)["addedRowIds"]

    def update(self, table, row_id, row):
        self.ask("PUT", f"/apis/v1/docs/csip/tables/{table}/rows/{row_id}", {"row": {"cells": cells(row)}})

    def delete(self, table, row_id):
        self.ask("DELETE", f"/apis/v1/docs/csip/tables/{table}/rows/{row_id}")


def cells(row):
    return [{"column": column, "value": value} for column, value in row.items()]
