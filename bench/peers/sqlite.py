#!/usr/bin/env python3
"""SQLite on the workload, in memory and indexed: sqlite.py CSV_DIR; prints one JSON object.

An edit writes a metric's value and refreshes the computed columns of that metric and of its account; csip also refreshes
the account's people.
"""
import csv
import json
import pathlib
import re
import resource
import sqlite3
import statistics
import sys
import time

FOLDER = pathlib.Path(sys.argv[1])
TODAY = sys.argv[2] if len(sys.argv) > 2 else "2026-11-22"
NUMBER = re.compile(r"-?\d+(\.\d+)?$")


def cell(text):
    if text == "":
        return None
    return float(text) if NUMBER.match(text) else text


def load(db):
    for file in sorted(FOLDER.glob("*.csv")):
        if file.stem == "edits":
            continue
        with file.open(newline="", encoding="utf-8") as source:
            reader = csv.reader(source)
            names = next(reader)
            db.execute(f'CREATE TABLE "{file.stem}" ({", ".join(chr(34) + n + chr(34) for n in names)})')
            marks = ", ".join("?" * len(names))
            db.executemany(f'INSERT INTO "{file.stem}" VALUES ({marks})', ([cell(t) for t in row] for row in reader))
        for name in ("Account", "Account_ID", "Metric_ID"):
            if name in names:
                db.execute(f'CREATE INDEX "{file.stem}_{name}" ON "{file.stem}" ("{name}")')


def rules():
    text = (pathlib.Path(__file__).parent / "rules.sql").read_text(encoding="utf-8")
    text = re.sub(r"^--.*$", "", text, flags=re.M).replace("TODAY", f"'{TODAY}'")
    text = re.sub(r"DAYS\(([^,()]+), ([^()]+)\)", r"(julianday(\1) - julianday(\2))", text)
    return [statement.strip() for statement in text.split(";") if statement.strip()]


def recompute(db, statements):
    for statement in statements:
        db.execute(f"DROP TABLE IF EXISTS {statement.split()[2]}")
        db.execute(statement)


def edits(db, statements):
    by_table = {s.split()[2]: s.split(" AS\n", 1)[1] for s in statements}
    for name, column in (("c_metrics", "Metric_ID"), ("c_metrics", "Account"), ("c_outcomes", "Account"),
                         ("c_objectives", "Account"), ("c_accounts", "Account_ID")):
        db.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
    metric = by_table["c_metrics"].replace("FROM Platform_Health_Metrics", "FROM Platform_Health_Metrics WHERE Metric_ID = ?1")
    account = by_table["c_accounts"].replace("FROM Engagement_Log", "FROM Engagement_Log WHERE Account = ?1")
    account = account.replace("FROM c_objectives", "FROM c_objectives WHERE Account = ?1")
    account = account.replace("FROM c_metrics\n      WHERE", "FROM c_metrics\n      WHERE Account = ?1 AND")
    account = account.replace("FROM c_outcomes\n      WHERE (", "FROM c_outcomes\n      WHERE Account = ?1 AND (")
    account = account.replace("FROM Account_Master a", "FROM (SELECT * FROM Account_Master WHERE Account_ID = ?1) a")
    times = []
    with (FOLDER / "edits.csv").open(newline="", encoding="utf-8") as source:
        for row in list(csv.DictReader(source))[:200]:
            start = time.perf_counter()
            db.execute("UPDATE Platform_Health_Metrics SET Current_Value = ? WHERE Metric_ID = ?",
                       (float(row["New_Value"]), row["Metric_ID"]))
            db.execute("DELETE FROM c_metrics WHERE Metric_ID = ?", (row["Metric_ID"],))
            db.execute("INSERT INTO c_metrics " + metric, (row["Metric_ID"],))
            db.execute("DELETE FROM c_accounts WHERE Account_ID = ?", (row["Account"],))
            db.execute("INSERT INTO c_accounts " + account, (row["Account"],))
            times.append(1e6 * (time.perf_counter() - start))
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def main():
    db = sqlite3.connect(":memory:", isolation_level=None)
    start = time.perf_counter()
    load(db)
    load_s = time.perf_counter() - start
    statements = rules()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        recompute(db, statements)
        times.append(1e3 * (time.perf_counter() - start))
    dashboards = []
    for _ in range(11):
        start = time.perf_counter()
        db.execute("SELECT Renewal_Risk_Level, COUNT(*), SUM(ARR) FROM c_accounts GROUP BY 1 ORDER BY 1").fetchall()
        dashboards.append(1e3 * (time.perf_counter() - start))
    total = db.execute("SELECT SUM(Health_Score) FROM c_accounts").fetchone()[0]
    p50, p99 = edits(db, statements)
    print(json.dumps({
        "load_s": load_s, "recompute_ms": statistics.median(times), "dashboard_ms": statistics.median(dashboards),
        "edit_p50_us": p50, "edit_p99_us": p99, "health_sum": total,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


main()
