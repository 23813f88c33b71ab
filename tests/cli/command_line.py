"""The command line from end to end, against the real binary. Python's standard library only."""

import csv
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

BINARY = os.environ["CSIP_BINARY"]
NOW = ["--clock", "2026-11-22T12:00:00Z"]
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def csip(*arguments, expect=0):
    done = subprocess.run([BINARY, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if done.returncode != expect:
        raise AssertionError(f"csip {' '.join(arguments)} ended with {done.returncode}, not {expect}:\n"
                             f"{done.stdout}{done.stderr}")
    return done.stdout if expect == 0 else done.stdout + done.stderr


def read_folder(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="csip-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.path("data")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def init(self, data=None, *more):
        csip("init", "--data", data or self.data, *NOW, *more)

    def eval(self, formula, *more, data=None):
        return csip("eval", "--data", data or self.data, *NOW, formula, *more).rstrip("\n")

    def write(self, table, *rows, folder="csv"):
        os.makedirs(self.path(folder), exist_ok=True)
        with open(self.path(folder, table + ".csv"), "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)

    def load(self, *more, expect=0, folder="csv", data=None):
        return csip("import", "--data", data or self.data, "--csv-dir", self.path(folder), *NOW, *more, expect=expect)

    def count(self, table):
        return int(float(self.eval(f"{table}.Count()")))


class Usage(Case):
    def test_version_and_help(self):
        self.assertRegex(csip("--version"), r"^csip \d+\.\d+\.\d+\n$")
        words = csip("--help")
        for command in ("serve", "init", "check", "amendments", "eval", "import", "export", "token"):
            self.assertIn(command, words)

    def test_bad_usage_ends_with_2(self):
        for arguments in ([], ["nothing"], ["init"], ["eval", "--data", "x"], ["token"], ["init", "--data", "x", "--wrong"]):
            self.assertTrue(csip(*arguments, expect=2), arguments)


class Workspace(Case):
    def test_init_makes_a_workspace_once(self):
        self.init(None, "--sample", "gard-as")
        self.assertGreater(self.count("Account_Master"), 0)
        words = csip("init", "--data", self.data, expect=1)
        self.assertIn("already", words)
        self.assertGreater(self.count("Account_Master"), 0)

    def test_init_makes_the_folders_above(self):
        deep = self.path("made", "on", "the", "way")
        self.init(deep)
        self.assertEqual(self.eval("1 + 1", data=deep), "2")
        with open(self.path("file"), "w", encoding="utf-8"):
            pass
        self.assertIn(self.path("file"), csip("init", "--data", self.path("file", "data"), expect=1))

    def test_init_refuses_what_is_not_there(self):
        words = csip("init", "--data", self.data, "--sample", "gard", expect=1)
        self.assertIn("gard-as", words)
        self.assertFalse(os.path.exists(self.data))
        self.assertIn("no blueprint folder", csip("init", "--data", self.data, "--blueprint", self.path("no"), expect=1))
        self.assertIn("csip init", csip("eval", "--data", self.data, "1", expect=1))
        self.assertFalse(os.path.exists(self.data))

    def test_eval_prints_values_and_points_at_errors(self):
        self.init(None, "--sample", "gard-as")
        self.assertEqual(self.eval("1 + 2 * 3"), "7")
        self.assertEqual(self.eval("Today()"), "2026-11-22")
        self.assertEqual(self.eval("[Account_Name]", "--table", "Account_Master", "--row", "ACC-00001"), "Gard AS")
        self.assertEqual(self.eval("[Account_ID]", "--table", "Account_Master", "--row", "Gard AS"), "ACC-00001")
        words = csip("eval", "--data", self.data, "1 + [Helth]", expect=1)
        self.assertRegex(words, r"\n  1 \+ \[Helth\]\n {6}\^{7}")
        self.assertIn("no row `nobody`", csip("eval", "--data", self.data, "1", "--table", "Account_Master", "--row", "nobody",
                                              expect=1))

    def test_a_running_server_keeps_the_folder(self):
        self.init()
        server = subprocess.Popen([BINARY, "serve", "--data", self.data, "--listen", "127.0.0.1:0"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            self.assertRegex(server.stdout.readline(), r"^csip is at http://127\.0\.0\.1:\d+\n$")
            for arguments in (["eval", "1"], ["export", "--out", self.path("out")]):
                words = csip(*arguments, "--data", self.data, expect=1)
                self.assertIn(f"in use by process {server.pid}", words)
            csip("token", "create", "--data", self.data, "--name", "beside", "--scope", "read")
            self.assertIn("beside", csip("token", "list", "--data", self.data))
        finally:
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(timeout=30), 0)
            server.stdout.close()
        self.assertEqual(self.eval("1"), "1")

    def test_serve_refuses_a_bad_address(self):
        self.init()
        for address in ("nowhere", "127.0.0.1:99999", "127.0.0.1:"):
            self.assertIn("address", csip("serve", "--data", self.data, "--listen", address, expect=1))

    def test_rows_are_plain_sql(self):
        self.init(None, "--sample", "gard-as")
        with sqlite3.connect(f"file:{self.data}/csip.db?mode=ro", uri=True) as db:
            rows = db.execute('SELECT a.Account_Name, count(*) FROM Platform_Health_Metrics m '
                              'JOIN Account_Master a ON a."_row" = m.Account GROUP BY 1').fetchall()
            self.assertEqual(rows[0][0], "Gard AS")
            score = db.execute("SELECT Health_Score FROM Account_Master").fetchone()[0]
            self.assertIsInstance(score, float)


class Blueprints(Case):
    def broken(self):
        os.makedirs(self.path("bp", "tables"))
        with open(self.path("bp", "blueprint.yaml"), "w") as out:
            out.write("name: shop\ntitle: Shop\ntables: [Item]\n")
        with open(self.path("bp", "tables", "item.yaml"), "w") as out:
            out.write("table: Item\ncolumns:\n  - name: Price\n    type: number\n  - name: Twice\n    type: number\n"
                      "    formula: '[Prise] * 2'\n")
        return self.path("bp")

    def test_the_built_in_one_is_right(self):
        words = csip("check")
        self.assertRegex(words, r"\nno errors, \d+ warnings, \d+ notes?: \d+ tables, \d+ columns, \d+ formulas, \d+ views\n$")
        self.assertNotIn(" error: ", words)
        self.assertIn("[weight-scale]", words)

    def test_errors_have_a_place(self):
        words = csip("check", self.broken(), expect=1)
        self.assertRegex(words, r"tables/item\.yaml:7:\d+: error: Item\.Twice: .*did you mean `Price`\? \[unknown-name\]")
        self.assertIn("csip: 1 error in the blueprint", words)

    def test_findings_are_json_for_programs(self):
        found = json.loads(csip("check", "--json"))
        self.assertEqual(found["errors"], 0)
        self.assertEqual(found["warnings"], sum(f["severity"] == "warning" for f in found["findings"]))
        scale = next(f for f in found["findings"] if f["rule"] == "weight-scale")
        self.assertEqual((scale["file"], scale["table"], scale["subject"]),
                         ("tables/account_master.yaml", "Account_Master", "Health_Score"))
        self.assertTrue(scale["line"] > 0 and scale["what"] and scale["why"] and scale["remedy"])
        done = subprocess.run([BINARY, "check", "--json", self.broken()], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["errors"], 1)

    def test_strict_ends_with_1_on_any_finding(self):
        self.assertIn("warnings", csip("check", "--strict", expect=1))
        with open(os.path.join(self.broken(), "tables", "item.yaml"), "w") as out:
            out.write("table: Item\ncolumns:\n  - {name: Price, type: number}\n")
        self.assertRegex(csip("check", "--strict", self.path("bp")), r"^no errors, no warnings, no notes: ")


class Amendments(Case):
    SCORE = ("[Health_Score]", "--table", "Account_Master", "--row", "Gard AS")
    PARTS = "[Platform_Technical_Health] * 0.35 + [Business_Value_Realization] * 0.3 + [Strategic_Alignment] * 0.15"

    def amendments(self, verb, *more, data=None, expect=0):
        return csip("amendments", verb, "--data", data or self.data, *NOW, *more, expect=expect)

    def test_switched_on_and_off_again(self):
        self.init(None, "--sample", "gard-as")
        before = float(self.eval(*self.SCORE))
        engagement = float(self.eval("[Stakeholder_Engagement]", *self.SCORE[1:]))
        others = float(self.eval(self.PARTS, *self.SCORE[1:]))
        self.assertRegex(self.amendments("list"), r"(?m)^A1 +off .*\n +Account_Master\.Stakeholder_Engagement\n +- Average.*\n +\+ Average.* \* 10$")
        words = self.amendments("on", "A1", "--dry-run")
        self.assertIn("Account_Master.Health_Score: 1", words)
        self.assertEqual(float(self.eval(*self.SCORE)), before)
        self.amendments("on", "A1")
        self.assertAlmostEqual(float(self.eval(*self.SCORE)), others + engagement * 10 * 0.2, places=9)
        self.assertRegex(self.amendments("list"), r"(?m)^A1 +on ")
        self.amendments("off", "all")
        self.assertEqual(float(self.eval(*self.SCORE)), before)
        self.assertIn("no amendment `A99`", self.amendments("on", "A99", expect=1))

    def test_on_from_the_beginning(self):
        self.init(None, "--sample", "gard-as")
        self.amendments("on", "A1,A3")
        self.init(self.path("other"), "--sample", "gard-as", "--amendments", "A1,A3")
        self.assertEqual(self.eval(*self.SCORE), self.eval(*self.SCORE, data=self.path("other")))
        words = self.amendments("list", data=self.path("other"))
        self.assertEqual(re.findall(r"(?m)^(A\d+) +on ", words), ["A1", "A3"])
        self.init(self.path("all"), "--sample", "gard-as", "--amendments", "all")
        self.assertEqual(len(re.findall(r"(?m)^A\d+ +on ", self.amendments("list", data=self.path("all")))), 10)
        self.assertIn("no amendment `B1`", csip("init", "--data", self.path("none"), "--amendments", "B1", expect=1))
        self.assertFalse(os.path.exists(self.path("none")))


class Tokens(Case):
    def test_tokens_are_made_listed_and_removed(self):
        self.init()
        words = csip("token", "create", "--data", self.data, "--name", "robot", "--scope", "write", "--email", "a@example.com")
        secret = words.splitlines()[-1]
        self.assertTrue(UUID.fullmatch(secret))
        listed = csip("token", "list", "--data", self.data)
        self.assertIn("robot", listed)
        self.assertNotIn(secret, listed)
        csip("token", "remove", "--data", self.data, listed.split()[0])
        self.assertEqual(csip("token", "list", "--data", self.data), "")
        self.assertIn("no token", csip("token", "remove", "--data", self.data, "nothing", expect=1))
        self.assertIn("read, write or admin", csip("token", "create", "--data", self.data, "--name", "x", "--scope", "all",
                                                   expect=1))


PERSON = ["Person_ID", "Full_Name", "Email", "Role"]
ACCOUNT = ["Account_ID", "Account_Name", "Contract_Type", "Customer_Success_Manager", "ARR", "Renewal_Date", "Created_Date",
           "Last_Modified"]


class Imports(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def good(self):
        self.write("People_Team", PERSON, ["PER-00004", "Åse Nordby", "ase@example.com", "CSM"],
                   ["", "Bo Berg", "bo@example.com", "AE"])
        self.write("Account_Master", ACCOUNT,
                   ["ACC-00012", 'Works "24/7", Ltd', "Premier Success", "PER-00004", "1200.5", "2027-01-31",
                    "2024-04-08T08:00:00Z", "2026-11-19T09:30:00Z"],
                   ["i-3", "Two\nlines", "Standard Success", "Bo Berg", "", "", "", ""])

    def test_row_ids_links_and_times_are_kept(self):
        self.good()
        self.assertIn("4 rows loaded", self.load())
        self.assertEqual(self.eval("[Customer_Success_Manager].[Full_Name]", "--table", "Account_Master", "--row", "ACC-00012"),
                         "Åse Nordby")
        self.assertEqual(self.eval("[Customer_Success_Manager].[Person_ID]", "--table", "Account_Master", "--row", "ACC-00003"),
                         "PER-00005")
        self.assertEqual(self.eval("[Created_Date]", "--table", "Account_Master", "--row", "ACC-00012"), "2024-04-08T08:00:00+00:00")
        self.assertEqual(self.eval("[Last_Modified]", "--table", "Account_Master", "--row", "ACC-00012"), "2026-11-19T09:30:00+00:00")
        self.assertEqual(self.eval("[ARR]", "--table", "Account_Master", "--row", "ACC-00012"), "1200.5")

    def test_problems_are_named_and_nothing_is_loaded(self):
        self.good()
        self.write("Account_Master", ACCOUNT + ["Helth_Score"],
                   ["ACC-00001", "Good", "Premier Success", "PER-00004", "1", "2027-01-31", "", "", ""],
                   ["ACC-00001", "Twice", "Premier Success", "", "1", "2027-01-31", "", "", ""],
                   ["ACC-1", "Odd id", "Premier Success", "", "1", "2027-01-31", "", "", ""],
                   ["", "Good", "Premier Success", "", "1", "2027-01-31", "", "", ""],
                   ["", "Bad cells", "Premium", "Nobody", "much", "31.1.2027", "", "", ""])
        words = self.load(expect=1)
        for part in ("nothing was loaded, 8 problems",
                     "Account_Master.csv:1: no column `Helth_Score` on Account_Master; did you mean `Health_Score",
                     "Account_Master.csv:3: the row id is taken: line 2 has it",
                     "Account_Master.csv:4: `ACC-1` is no row id of Account_Master; they look like `ACC-00012`",
                     "Account_Master.csv:5: column Account_Name: `Good` must be unique, and line 2 has it",
                     "Account_Master.csv:6: column Contract_Type: `Premium` is not an option",
                     "Account_Master.csv:6: column Customer_Success_Manager: there is no row `Nobody` in People_Team",
                     "Account_Master.csv:6: column ARR: ", "Account_Master.csv:6: column Renewal_Date: "):
            self.assertIn(part, words)
        self.assertEqual(self.count("People_Team"), 0)
        self.assertEqual(self.count("Account_Master"), 0)

    def test_partial_loads_the_good_rows(self):
        self.good()
        self.write("Risk_Register", ["Risk_ID", "Account", "Risk_Title"], ["RISK-00001", "ACC-00012", "fine"],
                   ["RISK-00002", "ACC-00099", "lost"])
        self.write("Account_Master", ACCOUNT, ["ACC-00012", "Good", "Premier Success", "PER-00004", "1", "", "", ""],
                   ["ACC-00013", "Bad", "Premium", "", "1", "", "", ""])
        self.write("Value_Streams", ["Stream_ID", "Account", "Value_Stream_Name"], ["VS-00001", "ACC-00013", "orphan"])
        done = subprocess.run([BINARY, "import", "--data", self.data, "--csv-dir", self.path("csv"), "--partial", *NOW],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Risk_Register: 1 rows, 1 left out", done.stdout)
        self.assertIn("there is no row `ACC-00099` in Account_Master", done.stderr)
        self.assertIn("Value_Streams.csv:2: column Account: the row it links to is left out", done.stderr)
        self.assertEqual((self.count("Account_Master"), self.count("Risk_Register"), self.count("Value_Streams")), (1, 1, 0))

    def test_taken_row_ids_are_refused(self):
        self.good()
        self.load()
        self.assertIn("a row of the workspace has it", self.load(expect=1))

    def test_other_files_are_skipped_with_words(self):
        self.good()
        self.write("edits", ["a"], ["b"])
        done = subprocess.run([BINARY, "import", "--data", self.data, "--csv-dir", self.path("csv"), *NOW],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0)
        self.assertIn("edits.csv is skipped", done.stderr)
        self.assertIn("no CSV file", csip("import", "--data", self.data, "--csv-dir", self.folder, expect=1))
        self.assertIn("cannot read", csip("import", "--data", self.data, "--csv-dir", self.path("no"), expect=1))


class Exports(Case):
    def round_trip(self, *sample):
        self.init(None, *sample)
        csip("export", "--data", self.data, "--out", self.path("out"))
        self.init(self.path("copy"))
        self.load(folder="out", data=self.path("copy"))
        csip("export", "--data", self.path("copy"), "--out", self.path("again"))
        first, second = read_folder(self.path("out")), read_folder(self.path("again"))
        self.assertEqual(first.keys(), second.keys())
        for name in first:
            self.assertEqual(first[name], second[name], name)
        return first

    def test_importing_an_export_gives_the_same_rows(self):
        files = self.round_trip("--sample", "gard-as")
        self.assertIn(b"Gard AS", files["Account_Master.csv"])
        self.assertIn(b"Ingrid Solheim", files["Account_Master.csv"])

    def test_cells_cannot_trick_a_spreadsheet(self):
        nasty = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "＝1"]
        self.init()
        self.write("People_Team", PERSON, *[["", "'" + text, f"p{i}@example.com", "CSM"] for i, text in enumerate(nasty)])
        self.load()
        csip("export", "--data", self.data, "--out", self.path("out"))
        with open(self.path("out", "People_Team.csv"), newline="", encoding="utf-8") as file:
            for row in list(csv.reader(file))[1:]:
                for cell in row:
                    self.assertFalse(re.match(r"[=+\-@\t\r＝]", cell) and not re.fullmatch(r"[+-]?[\d.]+", cell), cell)
        self.init(self.path("copy"))
        self.load(folder="out", data=self.path("copy"))
        self.assertEqual(self.eval("People_Team.[Full_Name]", data=self.path("copy")), self.eval("People_Team.[Full_Name]"))


if __name__ == "__main__":
    outcome = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    bad = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)
