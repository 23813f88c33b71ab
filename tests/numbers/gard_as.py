#!/usr/bin/env python3
"""Recomputes every computed cell of a workspace independently and compares it with what the product shows.

    gard_as.py --url http://127.0.0.1:8080 --token TOKEN [--doc ID] [--today 2026-11-22]
    gard_as.py --csv FOLDER [--today 2026-11-22]        one <Table>.csv a table, as `csip export` writes them
    gard_as.py --self-test

Python's standard library only; nothing here reads the product's formulas. Numbers must agree within 1e-9 (relative above 1),
everything else exactly. Prints each cell that differs and `N checked, M wrong`; exit status 1 when M > 0.
"""

import argparse
import datetime
import sys

import rows
import rules
import values


def same(expected, actual):
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        return abs(expected - actual) <= 1e-9 * max(1.0, abs(expected))
    return expected == actual


def names_of(workspace, table, items):
    display = rows.TABLES[table][1]
    return sorted(str(item[display]) for item in items)


def check(workspace, report):
    """Compares all computed cells; calls report(table, row, column, expected, actual) for each that differs. Returns how
    many were compared."""
    checked = 0
    for table, columns in rules.RULES.items():
        for row in workspace.tables[table]:
            for column, (read, rule) in columns.items():
                expected = rule(workspace, row)
                if expected is ...:
                    continue
                checked += 1
                actual = read(row[column])
                if not same(expected, actual):
                    report(table, row, column, expected, actual)
    for row in workspace.tables["Account_Master_History"]:
        checked += 1
        expected, actual = snapshot_trend(workspace, row), rows.number(row["Health_Score_Trend_30d"])
        # Snapshots keep what was true on their day; they are rounded where the sample made them.
        if expected is None and actual is not None or (expected is not None and not near(expected, actual)):
            report("Account_Master_History", row, "Health_Score_Trend_30d", expected, actual)
    for (table, column), linked in rules.LINKS.items():
        for row in workspace.tables[table]:
            checked += 1
            if linked is None:
                other, items = "Account_Master", rules.accounts_of(workspace, row)
            else:
                other, items = linked.table, linked(workspace, row, table)
            shown = workspace.rows(other, row[column], near=row)
            expected, actual = names_of(workspace, other, items), names_of(workspace, other, shown)
            if expected != actual:
                report(table, row, column, expected, actual)
    return checked


def near(expected, actual):
    return actual is not None and abs(expected - actual) <= 0.05 + 1e-9


def snapshot_trend(workspace, row):
    """Against the snapshot thirty days before, where there is one."""
    if not hasattr(workspace, "snapshots"):
        workspace.snapshots = {}
        for r in workspace.tables["Account_Master_History"]:
            workspace.snapshots.setdefault((r["Account_ID"], rows.date(r["Date"])), rows.number(r["Health_Score"]))
    then = workspace.snapshots.get((row["Account_ID"], values.days(rows.date(row["Date"]), -30)))
    return values.sub(rows.number(row["Health_Score"]), then)


def self_test():
    values.self_test()
    rows.self_test()
    today = datetime.date(2026, 11, 22)
    metric = {"Account": "A", "Current_Value": 80, "Target_Value": 100, "Threshold_Warning": 70, "Trend_Is_Good": "",
              "Metric_Category": "Security", "Metric_ID": "MET-000001", "Metric_Name": "M", "#": 1}
    account = {"Account_ID": "ACC-00001", "Account_Name": "A", "Renewal_Date": "2027-01-01", "#": 1}
    history = {"Metric_ID": "MET-000001", "Date": "2026-10-23", "Current_Value": 85}
    objective = {"Objective_ID": "OBJ-00001", "Objective_Name": "O", "Account": "A", "Status": "On Track"}
    outcome = {"Outcome_ID": "OUT-00001", "Outcome_Statement": "S", "Account": "A", "Baseline_Value": 48,
               "Current_Value": 6, "Target_Value": 4}
    call = {"Engagement_ID": "ENG-00001", "Account": "A", "Engagement_Date": "2026-08-24", "Relationship_Depth_Score": 8}
    w = rows.Workspace({"Account_Master": [account], "Platform_Health_Metrics": [metric],
                        "Platform_Health_Metrics_History": [history], "Strategic_Objectives": [objective],
                        "Stakeholder_Outcomes": [outcome], "Engagement_Log": [call]}, today)
    assert rules.metric_status(w, metric) == "🟡 Needs Attention" and rules.metric_points(w, metric) == 70
    assert rules.metric_change(w, metric) == -5 and rules.metric_direction(w, metric) == "⬇️ Decreasing"
    assert rules.metric_alert(w, metric) is None
    # 70 * 0.35 + 95.4545... * 0.3 + 8 * 0.2 + 100 * 0.15
    assert same(rules.health_score(w, account), 24.5 + 42 / 44 * 30 + 1.6 + 15)
    assert rules.renewal_risk(w, account) == "At Risk" and rules.days_to_renewal(w, account) == 40
    assert rules.health_trend(w, account) is None and rules.health_flag(w, account) is None
    call["Engagement_Date"] = "2026-08-23"  # ninety-one days ago: does not count any more
    assert rules.engagement(w, account) is None and same(rules.health_score(w, account), 39.5 + 42 / 44 * 30)
    api = {"Avg_Response_Time_ms": 310, "SLA_Target_ms": 250, "Uptime_Percent": 99.8, "Error_Rate_Percent": 0.4,
           "Environment": "Production", "Revenue_Attribution_USD": "", "Monthly_Transactions": 100,
           "Consuming_Applications": 12}
    assert same(rules.sla_compliance(w, api), 76) and rules.api_health(w, api) == "🟡 Degraded"
    assert rules.criticality(w, api) == "Mission-Critical"
    api["Consuming_Applications"] = 3
    assert rules.criticality(w, api) is None, "unknown revenue leaves the criticality unknown"
    assert same(1e12, 1e12 + 1) and not same(1.0, 1.00001) and not same(None, 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url")
    parser.add_argument("--token", default="")
    parser.add_argument("--doc", default="")
    parser.add_argument("--csv")
    parser.add_argument("--today", type=datetime.date.fromisoformat,
                        default=datetime.datetime.now(datetime.timezone.utc).date())
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        self_test()
        print("self-test passed")
        return 0
    if bool(options.url) == bool(options.csv):
        parser.error("give either --url or --csv")
    if options.url:
        workspace = rows.from_http(options.url, options.token, options.doc, options.today)
    else:
        workspace = rows.from_csv(options.csv, options.today)
    wrong = []

    def report(table, row, column, expected, actual):
        id_column, display = rows.TABLES[table]
        place = f"{row[id_column]} {row[display]}" if id_column else f"{row['Account_ID']} {row['Date']}"
        wrong.append(f"{table}.{column} of {place}: expected {expected!r}, found {actual!r}")

    checked = check(workspace, report)
    for line in wrong:
        print(line)
    print(f"{checked} checked, {len(wrong)} wrong")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
