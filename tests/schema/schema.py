#!/usr/bin/env python3
"""Changes the schema of a real csip server: while others write, killed in the middle, by the command line.

    schema.py [--kills 6] [--seed N]

Prints `N passed, N failed`. Python's standard library only.
"""

import argparse
import http.client
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import unittest

from csip_server import BINARY, CsipServer, Refused

ACCOUNTS = "/api/tables/Account_Master"
ARGUMENTS = None


def table_of(client, name):
    return next(t for t in client.get("/api/schema")["tables"] if t["name"] == name)


def column_of(client, table, name):
    return next((c for c in table_of(client, table)["columns"] if c["name"] == name), None)


class SchemaTest(unittest.TestCase):
    def setUp(self):
        self.server = CsipServer(scope="admin")
        self.addCleanup(self.server.stop)
        self.server.start()

    def test_renames_follow_and_keep_every_value(self):
        with self.server.connect() as client:
            before = client.rows("Account_Master")[0]["values"]
            report = client.ask("PATCH", f"{ACCOUNTS}/columns/Health_Score", {"name": "Score"})
            self.assertTrue(report["applied"])
            self.assertEqual(report["changedValues"], 0)
            after = client.rows("Account_Master")[0]["values"]
            self.assertEqual(after.pop("Score"), before.pop("Health_Score"))
            self.assertEqual(after, before)
            self.assertIn("[Score]", column_of(client, "Account_Master", "Renewal_Risk_Level")["formula"])
            columns = client.get("/apis/v1/docs/csip/tables/Account_Master/columns?limit=200")["items"]
            self.assertIn("Score", [c["name"] for c in columns])
            client.ask("PATCH", ACCOUNTS, {"name": "Customers"})
            self.assertEqual(client.rows("Customers")[0]["values"]["Score"], before.get("Score", client.rows("Customers")[0]["values"]["Score"]))
            moved = client.get("/apis/v1/docs/csip/tables/Customers")
            self.assertEqual(moved["name"], "Customers")

    def test_a_retype_is_refused_with_examples_and_done_when_confirmed(self):
        path = "/api/tables/Tasks/columns/Extra"
        with self.server.connect() as client:
            client.ask("POST", "/api/tables/Tasks/columns", {"name": "Extra", "type": "text"})
            first = column_of(client, "Tasks", "Extra")["id"]
            required = {c["name"]: c for c in table_of(client, "Tasks")["columns"] if c.get("required")}
            row = {name: (c["options"][0]["name"] if c.get("options") else client.rows(c["target"])[0]["id"] if c.get("target")
                          else "2026-11-22" if c["storage"] == "date" else "x") for name, c in required.items()}
            ids = client.insert("Tasks", [{**row, "Extra": text} for text in ("12", "many")])
            with self.assertRaises(Refused) as refused:
                client.ask("PATCH", path, {"type": "number"})
            self.assertEqual(refused.exception.status, 409)
            self.assertIn("1 values of Tasks.Extra", str(refused.exception))
            dry = client.ask("PATCH", path + "?dryRun=true", {"type": "number"})
            self.assertFalse(dry["possible"])
            self.assertEqual([(e["row"], e["before"], e["after"]) for e in dry["obstacles"][0]["examples"]], [(ids[1], "many", "")])
            client.ask("PATCH", path + "?onUnconvertible=blank", {"type": "number"})
            values = {r["id"]: r["values"]["Extra"] for r in client.rows("Tasks")}
            self.assertEqual((values[ids[0]], values[ids[1]]), (12, ""))
            # Gone and back, with its values and its identity.
            client.ask("DELETE", path)
            removed = client.get("/api/schema/removed")["items"]
            self.assertEqual([r["name"] for r in removed], ["Extra"])
            client.ask("POST", "/api/schema/restore", {"ids": [removed[0]["id"]]})
            self.assertEqual(column_of(client, "Tasks", "Extra")["id"], first)
            self.assertEqual({r["id"]: r["values"]["Extra"] for r in client.rows("Tasks")}[ids[0]], 12)

    def test_a_formula_is_bound_checked_and_recomputed(self):
        path = f"{ACCOUNTS}/columns/Engagement_Cadence_Days"
        with self.server.connect() as client:
            for formula, words in (("[Next_Engagement_Due] - Today()", "computed from each other"), ("[Contract_Typ]", "did you mean `Contract_Type`")):
                with self.assertRaises(Refused) as refused:
                    client.ask("PATCH", path, {"formula": formula})
                self.assertEqual(refused.exception.status, 400)
                self.assertIn(words, str(refused.exception))
            radius = client.ask("POST", "/api/blast-radius", {"changes": [{"verb": "change", "subject": "column",
                "table": "Account_Master", "name": "Engagement_Cadence_Days", "settings": {"formula": "99"}}]})
            self.assertIn("the formula of Account_Master.Next_Engagement_Due", [d["words"] for d in radius["dependents"]])
            self.assertEqual({v["column"] for v in radius["values"]}, {"Engagement_Cadence_Days", "Next_Engagement_Due"})
            self.assertNotEqual(client.rows("Account_Master")[0]["values"]["Engagement_Cadence_Days"], 99)
            client.ask("PATCH", path, {"formula": "99"})
            self.assertEqual(client.rows("Account_Master")[0]["values"]["Engagement_Cadence_Days"], 99)

    def test_removing_what_is_used_names_the_uses(self):
        with self.server.connect() as client:
            with self.assertRaises(Refused) as refused:
                client.ask("DELETE", f"{ACCOUNTS}/columns/ARR")
            self.assertEqual(refused.exception.status, 409)
            self.assertIn("the formula of People_Team.Total_ARR_Managed", str(refused.exception))
            client.ask("DELETE", f"{ACCOUNTS}/columns/ARR?force=true")
            self.assertIn("#REF", str(client.rows("People_Team")[0]["values"]["Total_ARR_Managed"]))

    def test_only_administrators_may(self):
        secret = self.server.run("token", "create", "--data", self.server.data, "--name", "w", "--scope", "write").split()[-1]
        client = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        self.addCleanup(client.close)
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        for method, path, status in (("DELETE", f"{ACCOUNTS}/columns/ARR?force=true", 403), ("GET", "/api/schema/removed", 200)):
            client.request(method, path, None, headers)
            answer = client.getresponse()
            answer.read()
            self.assertEqual(answer.status, status)

    def test_the_live_stream_says_that_the_schema_changed(self):
        with self.server.connect() as client:
            after = client.get("/api/schema")["sequence"]
            client.ask("POST", "/api/tables/Tasks/views", {"name": "Mine", "filter": "true"})
        stream = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        self.addCleanup(stream.close)
        stream.request("GET", f"/api/changes?after={after}", None, {"Authorization": f"Bearer {self.server.token}"})
        answer = stream.getresponse()
        text = b""
        while b'"schema":true' not in text:
            text += answer.read1(4096)
        self.assertIn(b"event: schema", text)

    def test_edits_during_changes_are_not_lost(self):
        with self.server.connect() as client:
            column = column_of(client, "Account_Master", "Employee_Count")["id"]
            table = table_of(client, "Account_Master")["id"]
            row = client.rows("Account_Master")[0]["id"]
        acknowledged, failures, stop = [0], [], threading.Event()

        def write():
            with self.server.connect() as mine:
                while not stop.is_set():
                    try:
                        mine.update(table, row, {column: acknowledged[0] + 1})
                        acknowledged[0] += 1
                    except Exception as error:  # pylint: disable=broad-except
                        failures.append(error)
                        return

        writer = threading.Thread(target=write)
        writer.start()
        with self.server.connect() as client:
            for i in range(6):
                client.ask("PATCH", f"{ACCOUNTS}/columns/{column}", {"name": f"Heads_{i}", "position": i})
                client.ask("POST", f"{ACCOUNTS}/columns", {"name": f"More_{i}", "formula": f"[Heads_{i}] + {i}"})
            stop.set()
            writer.join()
            self.assertEqual(failures, [])
            values = client.rows("Account_Master")[0]["values"]
        self.assertGreater(acknowledged[0], 6)
        self.assertEqual(values["Heads_5"], acknowledged[0])
        self.assertEqual(values["More_0"], acknowledged[0])

    def test_a_kill_leaves_the_old_schema_or_the_new_one(self):
        chance = random.Random(ARGUMENTS.seed)
        for _ in range(ARGUMENTS.kills):
            with self.server.connect() as client:
                before = client.get("/api/blueprint")["files"]
                client.ask("POST", f"{ACCOUNTS}/columns?dryRun=true", {"name": "Warm", "type": "text"})
                names = [c["name"] for c in table_of(client, "Account_Master")["columns"]]
                text = "Text_Col" in names

            def change(text=text):
                changes = [{"verb": "change", "subject": "table", "name": "Tasks", "settings": {"description": str(chance.random())}}]
                if text:
                    changes.append({"verb": "remove", "subject": "column", "table": "Account_Master", "name": "Text_Col"})
                else:
                    changes.append({"verb": "add", "subject": "column", "table": "Account_Master",
                                    "settings": {"name": "Text_Col", "type": "text", "fill": "\"t\" & [Account_Name]"}})
                try:
                    with self.server.connect() as mine:
                        mine.ask("POST", "/api/schema/changes", {"changes": changes})
                except (OSError, http.client.HTTPException):
                    pass

            thread = threading.Thread(target=change)
            thread.start()
            time.sleep(chance.random() * 0.25)  # a moment chosen by chance, not a wait for something
            self.server.kill()
            thread.join()
            with sqlite3.connect(os.path.join(self.server.data, "csip.db")) as file:
                self.assertEqual(file.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            file.close()
            self.server.start()
            with self.server.connect() as client:
                after = client.get("/api/blueprint")["files"]
                row = client.rows("Account_Master")[0]["values"]
                if after == before:
                    self.assertEqual("Text_Col" in row, text)
                else:
                    self.assertEqual("Text_Col" in row, not text)
                if "Text_Col" in row:
                    self.assertEqual(row["Text_Col"], "t" + row["Account_Name"])

    def test_a_new_version_by_files_and_by_the_command_line(self):
        with self.server.connect() as client:
            files = client.get("/api/blueprint")["files"]
            self.assertEqual(client.ask("PUT", "/api/blueprint?dryRun=true", {"files": files})["changes"], [])
            name = next(path for path, text in files.items() if text.startswith("table: Tasks"))
            for path, text in files.items():  # by hand, a name is written anew wherever it stands
                for key in ("table: ", "add: ", "- "):
                    text = text.replace(f"{key}Tasks\n", f"{key}Duties\n")
                files[path] = text
            files[name] = files[name].replace("table: Duties", "table: Duties\nrenamed_from: Tasks", 1)
            count = len(client.rows("Tasks"))
            report = client.ask("PUT", "/api/blueprint", {"files": files})
            self.assertIn("change table Duties: name: Tasks -> Duties", [c["words"] for c in report["changes"]])
            self.assertEqual(len(client.rows("Duties")), count)
        self.server.kill()
        folder = os.path.join(self.server.folder, "version")
        self.server.run("blueprint", "export", "--data", self.server.data, folder)
        self.assertIn("nothing differs", self.server.run("blueprint", "diff", "--data", self.server.data, folder))
        path = os.path.join(folder, "tables", "duties.yaml")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("columns:\n", "columns:\n  - {name: Added, type: number}\n", 1))
        self.assertIn("add column Duties.Added", self.server.run("blueprint", "diff", "--data", self.server.data, folder))
        self.server.run("blueprint", "apply", "--data", self.server.data, folder)
        shutil.rmtree(folder)
        busy = subprocess.run([BINARY, "blueprint", "apply", "--data", self.server.data, folder], capture_output=True, text=True, check=False)
        self.assertEqual(busy.returncode, 1)
        self.server.start()
        with self.server.connect() as client:
            self.assertIsNotNone(column_of(client, "Duties", "Added"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    ARGUMENTS = parser.parse_args()
    print(f"seed {ARGUMENTS.seed}", file=sys.stderr)
    outcome = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    bad = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
