"""Rows of a workspace, from its HTTP API or from a folder of exported CSV files, as plain dictionaries.

Relations arrive as texts: the identifier, the display value, or the row number ("i-12") of the other row. `Workspace.row` finds that row, and among
rows of the same name prefers the one of the same account.
"""

import csv
import datetime
import json
import os
import re
import urllib.parse
import urllib.request

# The columns that identify and name a row. A table without an identifier of its own is never linked to.
TABLES = {
    "Account_Master": ("Account_ID", "Account_Name"),
    "People_Team": ("Person_ID", "Full_Name"),
    "Business_Context": ("Context_ID", "Context_ID"),
    "Strategic_Objectives": ("Objective_ID", "Objective_Name"),
    "MuleSoft_Capabilities": ("Capability_ID", "Capability_Name"),
    "Value_Streams": ("Stream_ID", "Value_Stream_Name"),
    "API_Portfolio": ("API_ID", "API_Name"),
    "Platform_Health_Metrics": ("Metric_ID", "Metric_Name"),
    "Initiatives": ("Initiative_ID", "Initiative_Name"),
    "Risk_Register": ("Risk_ID", "Risk_Title"),
    "Stakeholder_Outcomes": ("Outcome_ID", "Outcome_Statement"),
    "Engagement_Log": ("Engagement_ID", "Engagement_ID"),
    "Account_Master_History": (None, None),
    "Platform_Health_Metrics_History": (None, None),
    "Tasks": ("Task_ID", "Task_Name"),
    "Automation_Logs": ("Run_ID", "Run_ID"),
}


def text(value):
    value = "" if value is None else str(value)
    return value or None


def number(value):
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        raise ValueError(f"expected a number, found {value!r}")
    if isinstance(value, (int, float)):
        return float(value)
    return float(re.sub(r"[$,%\s]", "", value))


def boolean(value):
    if value is None or value == "":
        return None
    return value if isinstance(value, bool) else {"true": True, "false": False}[str(value).lower()]


def date(value):
    return datetime.date.fromisoformat(value[:10]) if value else None


def instant(value):
    return datetime.datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None


def texts(value):
    """A list of texts: a JSON list, or a CSV cell joined by semicolons, commas or line ends (quoted where one holds them)."""
    if value is None or value == "":
        return []
    if isinstance(value, list):
        return [str(item) for item in value]
    if value.startswith("["):
        return [str(item) for item in json.loads(value)]
    separator = next((s for s in ("\n", ";", ",") if s in value), None)
    return [item.strip() for item in value.split(separator)] if separator else [value]


class Workspace:
    """All tables: lists of rows in row order. A row is a dict of cells plus "#", its row number, where that is known."""

    def __init__(self, tables, today):
        self.tables = {name: tables.get(name, []) for name in TABLES}
        self.today = today
        self.by_id, self.by_name = {}, {}
        for name, (id_column, display) in TABLES.items():
            for row in self.tables[name]:
                if row.get("#"):
                    self.by_id[(name, f"i-{row['#']}")] = row
                if id_column:
                    self.by_id[(name, str(row[id_column]))] = row
                    self.by_name.setdefault((name, str(row[display])), []).append(row)
        self.children = {}

    def row(self, table, reference, near=None):
        """The row that `reference` names, or None. `near`: a row whose account the other one should share."""
        if reference is None or reference == "" or reference == []:
            return None
        if isinstance(reference, list):
            reference = reference[0]
        found = self.by_id.get((table, reference))
        if found is not None:
            return found
        candidates = self.by_name.get((table, reference), [])
        if near is not None and len(candidates) > 1:
            same = [c for c in candidates if c.get("Account") == near.get("Account")]
            candidates = same or candidates
        if not candidates:
            raise ValueError(f"{table} has no row `{reference}`")
        return candidates[0]

    def rows(self, table, references, near=None):
        return [self.row(table, item, near) for item in texts(references)]

    def of_account(self, table, account):
        """The table's rows whose Account is this one."""
        if table not in self.children:
            groups = self.children[table] = {}
            for row in self.tables[table]:
                owner = self.row("Account_Master", row["Account"])
                groups.setdefault(id(owner), []).append(row)
        return self.children[table].get(id(account), [])


def from_http(url, token, doc, today):
    """Reads all tables over the API; of the first doc that the token may see when `doc` is empty."""

    def get(address):
        request = urllib.request.Request(address, headers={"Authorization": "Bearer " + token})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    if not doc:
        doc = get(url.rstrip("/") + "/apis/v1/docs")["items"][0]["id"]
    tables = {}
    for name in TABLES:
        base = f"{url.rstrip('/')}/apis/v1/docs/{doc}/tables/{name}/rows?"
        query = {"useColumnNames": "true", "valueFormat": "simpleWithArrays", "limit": "500", "visibleOnly": "false"}
        rows, page = [], get(base + urllib.parse.urlencode(query))
        while True:
            for item in page["items"]:
                rows.append(dict(item["values"], **{"#": row_number(item["id"])}))
            token_of_next = page.get("nextPageToken")
            if not token_of_next:
                break
            page = get(base + urllib.parse.urlencode(dict(query, pageToken=token_of_next)))
        rows.sort(key=lambda r: r["#"] or 0)
        tables[name] = rows
    return Workspace(tables, today)


def row_number(identifier):
    """12 of "i-12"."""
    found = re.fullmatch(r"i-(\d+)", identifier or "")
    return int(found.group(1)) if found else None


def unguarded(cell):
    """Without the apostrophe that keeps a spreadsheet from reading the text as a formula."""
    return cell[1:] if cell and re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def from_csv(folder, today):
    """Reads `<Table>.csv` files; a table without a file has no rows."""
    tables = {}
    for name in TABLES:
        path = os.path.join(folder, name + ".csv")
        if not os.path.exists(path):
            continue
        with open(path, encoding="utf-8-sig", newline="") as file:
            tables[name] = [dict({column: unguarded(cell) for column, cell in row.items()}, **{"#": row_number(row.get("_row"))})
                            for row in csv.DictReader(file)]
    return Workspace(tables, today)


def self_test():
    assert number("$1,850,000.50") == 1850000.5 and number("") is None and number(3) == 3.0 and number("75%") == 75
    assert boolean("TRUE") is True and boolean(False) is False and boolean("") is None
    assert date("2026-11-22T00:00:00.000+00:00") == datetime.date(2026, 11, 22) and date("") is None
    assert texts("") == [] and texts(["a"]) == ["a"] and texts("a; b") == ["a", "b"] and texts("a,b") == ["a", "b"]
    assert row_number("i-12") == 12 and row_number("ACC-00012") is None and row_number(None) is None
    assert unguarded("'=1+1") == "=1+1" and unguarded("it's") == "it's" and unguarded("") == ""
    account, other = ({"Account_ID": "ACC-00001", "Account_Name": "A"}, {"Account_ID": "ACC-00002", "Account_Name": "B"})
    streams = [{"Stream_ID": f"VS-0000{n}", "Value_Stream_Name": "Claims", "Account": a} for n, a in ((1, "A"), (2, "B"))]
    data = Workspace({"Account_Master": [account, other], "Value_Streams": streams}, None)
    assert data.row("Account_Master", "ACC-00002") is other and data.row("Account_Master", "A") is account
    assert data.row("Value_Streams", "Claims", near={"Account": "B"}) is streams[1]
    assert data.of_account("Value_Streams", other) == [streams[1]] and data.row("Value_Streams", "") is None
