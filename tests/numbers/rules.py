"""Every computed column of the blueprint, worked out directly from raw cells.

One function a column, written from the rules in words; none reads what the server computed. `w` is the Workspace, `r` the
row. RULES lists them by table, with how a cell of that column is read for the comparison.
"""

from rows import boolean, date, instant, number, text, texts
from values import (add, average, both, choose, count, days, days_between, div, either, ge, gt, largest, le, lt, mul, sub,
                    total)


def row_id(prefix, width):
    """The identifier made from the row number; None for the expectation where the source has no row numbers."""
    return lambda w, r: f"{prefix}-{r['#']:0{width}d}" if r["#"] else ...


# ---- Platform_Health_Metrics


def metric_status(w, r):
    current = number(r["Current_Value"])
    on_track = ge(current, mul(number(r["Target_Value"]), 0.95))
    attention = ge(current, number(r["Threshold_Warning"]))
    return choose(on_track, "🟢 On Track", attention, "🟡 Needs Attention", "🔴 Critical")


def metric_points(w, r):
    return {"🟢 On Track": 100, "🟡 Needs Attention": 70, "🔴 Critical": 30}.get(metric_status(w, r))


def metric_change(w, r):
    if not hasattr(w, "metric_days"):
        w.metric_days = {}
        for row in w.tables["Platform_Health_Metrics_History"]:
            w.metric_days.setdefault((row["Metric_ID"], date(row["Date"])), row)  # the first in row order
    then = w.metric_days.get((r["Metric_ID"], days(w.today, -30)))
    return sub(number(r["Current_Value"]), number(then["Current_Value"]) if then else None)


def metric_direction(w, r):
    change = metric_change(w, r)
    return choose(gt(change, 0), "⬆️ Increasing", lt(change, 0), "⬇️ Decreasing", "➡️ Stable")


def metric_alert(w, r):
    if metric_status(w, r) != "🔴 Critical":
        return None
    falling = metric_direction(w, r) == "⬇️ Decreasing"
    return "🚨 Urgent" if falling and boolean(r["Trend_Is_Good"]) is False else "⚠️ Alert"


# ---- Stakeholder_Outcomes


def outcome_gain(r):
    return sub(number(r["Current_Value"]), number(r["Baseline_Value"]))


def outcome_improvement(w, r):
    return mul(div(outcome_gain(r), number(r["Baseline_Value"])), 100)


def outcome_achievement(w, r):
    return mul(div(outcome_gain(r), sub(number(r["Target_Value"]), number(r["Baseline_Value"]))), 100)


def outcome_status(w, r):
    share = outcome_achievement(w, r)
    return choose(ge(share, 100), "Achieved", ge(share, 75), "On Track", "Needs Attention")


# ---- Account_Master


def days_to_renewal(w, r):
    return days_between(date(r["Renewal_Date"]), w.today)


def technical_health(w, r):
    counted = [m for m in w.of_account("Platform_Health_Metrics", r)
               if m["Metric_Category"] in ("Performance", "Reliability", "Security")]
    return average([metric_points(w, m) for m in counted])


def value_realization(w, r):
    # The status of an outcome is never "Not Started", so every outcome counts.
    return average([outcome_achievement(w, o) for o in w.of_account("Stakeholder_Outcomes", r)])


def engagement(w, r):
    since = days(w.today, -90)
    recent = [e for e in w.of_account("Engagement_Log", r) if ge(date(e["Engagement_Date"]), since)]
    return average([number(e["Relationship_Depth_Score"]) for e in recent])


def alignment(w, r):
    objectives = w.of_account("Strategic_Objectives", r)
    good = [o for o in objectives if o["Status"] in ("On Track", "Achieved")]
    return len(good) / len(objectives) * 100 if objectives else 0


def health_score(w, r):
    parts = [mul(technical_health(w, r), 0.35), mul(value_realization(w, r), 0.30), mul(engagement(w, r), 0.20),
             mul(alignment(w, r), 0.15)]
    score = None
    for part in parts:
        score = add(score, part)
    return score


def health_trend(w, r):
    if not hasattr(w, "account_days"):
        w.account_days = {}
        for row in w.tables["Account_Master_History"]:
            w.account_days.setdefault((row["Account_ID"], date(row["Date"])), row)
    then = w.account_days.get((r["Account_ID"], days(w.today, -30)))
    return sub(health_score(w, r), number(then["Health_Score"]) if then else None)


def health_flag(w, r):
    trend = health_trend(w, r)
    return choose(lt(trend, -5), "🔴 Declining", gt(trend, 5), "🟢 Improving", "→ Stable")


def renewal_risk(w, r):
    score, left = health_score(w, r), days_to_renewal(w, r)
    return choose(both(lt(score, 60), lt(left, 180)), "Critical", both(lt(score, 70), lt(left, 365)), "At Risk",
                  lt(score, 80), "Attention Needed", "Healthy")


def last_engagement(w, r):
    return largest([date(e["Engagement_Date"]) for e in w.of_account("Engagement_Log", r)])


def cadence(w, r):
    return {"Signature Success": 14, "Premier Success": 30}.get(r["Contract_Type"], 60)


# ---- People_Team


def accounts_of(w, r):
    def holds(a):
        return any(w.row("People_Team", a[c]) is r for c in ("Customer_Success_Manager", "Account_Executive",
                                                             "Solutions_Architect", "Executive_Sponsor_MuleSoft"))
    if "#accounts" not in r:
        r["#accounts"] = [a for a in w.tables["Account_Master"] if holds(a)]
    return r["#accounts"]


# ---- Strategic_Objectives


def objective_indicator(w, r):
    return {"At Risk": "🔴 Risk", "Achieved": "🟢 Complete", "In Progress": "🟡 Active"}.get(r["Status"], "⚪ Pending")


def objective_impact(w, r):
    streams = w.rows("Value_Streams", r["Linked_Value_Streams"], near=r)
    # An API that supports two of the streams counts twice: the lists are joined, not united.
    apis = sum(len(apis_of_stream(w, s)) for s in streams)
    return mul(len(texts(r["Linked_Capabilities"])) * apis, div(number(r["Business_Value_USD"]), 1000000))


def apis_of_stream(w, stream):
    if not hasattr(w, "stream_apis"):
        w.stream_apis = {}
        for api in w.tables["API_Portfolio"]:
            for linked in w.rows("Value_Streams", api["Linked_Value_Streams"], near=api):
                w.stream_apis.setdefault(id(linked), []).append(api)
    return w.stream_apis.get(id(stream), [])


# ---- MuleSoft_Capabilities


def maturity(column):
    return lambda w, r: int(r[column][0]) if r[column] else None


def maturity_gap(w, r):
    return sub(maturity("Target_Maturity")(w, r), maturity("Current_Maturity")(w, r))


def gap_status(w, r):
    gap = maturity_gap(w, r)
    # Equality is never unknown, so only the first comparison can leave the status blank.
    return choose(ge(gap, 3), "🔴 Critical Gap", gap == 2, "🟡 Moderate Gap", gap == 1, "🟢 Small Gap", "✅ At Target")


# ---- Value_Streams


def cycle_reduction(w, r):
    before, now = number(r["Cycle_Time_Baseline_Hours"]), number(r["Cycle_Time_Current_Hours"])
    return choose(gt(before, 0), mul(div(sub(before, now), before), 100), 0)


def cycle_progress(w, r):
    met = le(number(r["Cycle_Time_Current_Hours"]), number(r["Cycle_Time_Target_Hours"]))
    return choose(met, "🟢 Target Met", ge(cycle_reduction(w, r), 50), "🟡 Progressing", "🔴 Needs Improvement")


def cost_savings(w, r):
    before, after = number(r["Cost_Per_Transaction_Before_USD"]), number(r["Cost_Per_Transaction_After_USD"])
    volume = number(r["Annual_Transaction_Volume"])
    return choose(both(gt(before, 0), gt(volume, 0)), mul(sub(before, after), volume), 0)


def stream_value(w, r):
    return add(cost_savings(w, r), number(r["Revenue_Impact_USD"]))


# ---- API_Portfolio


def sla_compliance(w, r):
    actual, wanted = number(r["Avg_Response_Time_ms"]), number(r["SLA_Target_ms"])
    late = sub(100, mul(div(sub(actual, wanted), wanted), 100))
    return choose(le(actual, wanted), 100, largest([0, late]))


def api_health(w, r):
    down = either(lt(number(r["Uptime_Percent"]), 99.5), gt(number(r["Error_Rate_Percent"]), 1))
    return choose(down, "🔴 Critical", lt(sla_compliance(w, r), 95), "🟡 Degraded", "🟢 Healthy")


def criticality(w, r):
    def reaches(revenue, calls, applications):
        return either(ge(number(r["Revenue_Attribution_USD"]), revenue), ge(number(r["Monthly_Transactions"]), calls),
                      ge(number(r["Consuming_Applications"]), applications))
    return choose(r["Environment"] != "Production", "Low", reaches(1e6, 1e6, 10), "Mission-Critical",
                  reaches(1e5, 1e5, 5), "High", reaches(1e4, 1e4, 2), "Medium", "Low")


def api_value(w, r):
    busy = mul(div(number(r["Monthly_Transactions"]), 1000), number(r["Consuming_Applications"]))
    return mul(busy, div(sla_compliance(w, r), 100))


# ---- Initiatives, Risk_Register, Tasks, Automation_Logs


def initiative_overdue(w, r):
    target = date(r["Target_Completion_Date"])
    late = both(not r["Actual_Completion_Date"], gt(w.today, target))
    return choose(late, days_between(w.today, target), 0)


def initiative_flag(w, r):
    overdue = initiative_overdue(w, r)
    return choose(gt(overdue, 30), "🔴 Severely Delayed", gt(overdue, 7), "🟡 Delayed",
                  r["Status"] == "Completed", "🟢 On Time", None)


def initiative_color(w, r):
    return {"Completed": "🟢", "In Progress": "🟡", "On Hold": "🟠", "Cancelled": "⚫"}.get(r["Status"], "🔵")


def payback_months(w, r):
    benefit = number(r["Expected_Annual_Benefit_USD"])
    return choose(gt(benefit, 0), div(number(r["Investment_Amount_USD"]), div(benefit, 12)), 0)


def three_year_roi(w, r):
    invested, benefit = number(r["Investment_Amount_USD"]), number(r["Expected_Annual_Benefit_USD"])
    return choose(gt(invested, 0), mul(div(sub(mul(benefit, 3), invested), invested), 100), 0)


def impact_points(w, r):
    return {"Critical": 5, "High": 4, "Medium": 3, "Low": 2}.get(r["Impact"])


def probability_points(w, r):
    return {"Very Likely (>75%)": 5, "Likely (50-75%)": 4, "Possible (25-50%)": 3, "Unlikely (<25%)": 2}.get(
        r["Probability"])


def risk_points(w, r):
    return mul(impact_points(w, r), probability_points(w, r))


def risk_level(w, r):
    points = risk_points(w, r)
    return choose(ge(points, 20), "Critical", ge(points, 12), "High", ge(points, 6), "Medium", "Low")


def task_overdue(w, r):
    if r["Status"] in ("Done", "Cancelled"):
        return 0
    due = date(r["Due_Date"])
    return choose(gt(w.today, due), days_between(w.today, due), 0)


def run_seconds(w, r):
    start, end = instant(r["Started_At"]), instant(r["Finished_At"])
    return (end - start).total_seconds() if start and end else None


def mirror(table, column):
    """The other side of a relation: the rows of `table` whose `column` links here."""
    def linked(w, r, own):
        key = ("#mirror", table, column)
        if not hasattr(w, "mirrors"):
            w.mirrors = {}
        if key not in w.mirrors:
            found = w.mirrors[key] = {}
            for row in w.tables[table]:
                for target in w.rows(own, row[column], near=row):
                    found.setdefault(id(target), []).append(row)
        return w.mirrors[key].get(id(r), [])
    linked.table = table
    return linked


RULES = {
    "Account_Master": {
        "Account_ID": (text, row_id("ACC", 5)), "Days_To_Renewal": (number, days_to_renewal),
        "Health_Score": (number, health_score), "Platform_Technical_Health": (number, technical_health),
        "Business_Value_Realization": (number, value_realization), "Stakeholder_Engagement": (number, engagement),
        "Strategic_Alignment": (number, alignment), "Health_Score_Trend_30d": (number, health_trend),
        "Health_Score_Change_Flag": (text, health_flag), "Renewal_Risk_Level": (text, renewal_risk),
        "Last_Engagement_Date": (date, last_engagement), "Engagement_Cadence_Days": (number, cadence),
        "Next_Engagement_Due": (date, lambda w, r: days(last_engagement(w, r), cadence(w, r)))},
    "People_Team": {
        "Person_ID": (text, row_id("PER", 5)),
        "Account_Count": (number, lambda w, r: len(accounts_of(w, r))),
        "Total_ARR_Managed": (number, lambda w, r: total([number(a["ARR"]) for a in accounts_of(w, r)])),
        "Avg_Health_Score": (number, lambda w, r: average([health_score(w, a) for a in accounts_of(w, r)]))},
    "Business_Context": {"Context_ID": (text, row_id("CTX", 5))},
    "Strategic_Objectives": {
        "Objective_ID": (text, row_id("OBJ", 5)), "Health_Indicator": (text, objective_indicator),
        "MuleSoft_Impact_Score": (number, objective_impact)},
    "MuleSoft_Capabilities": {
        "Capability_ID": (text, row_id("CAP", 5)),
        "Current_Maturity_Numeric": (number, maturity("Current_Maturity")),
        "Target_Maturity_Numeric": (number, maturity("Target_Maturity")),
        "Maturity_Gap": (number, maturity_gap), "Gap_Status": (text, gap_status)},
    "Value_Streams": {
        "Stream_ID": (text, row_id("VS", 5)), "Cycle_Time_Reduction_Percent": (number, cycle_reduction),
        "Cycle_Time_Progress_Indicator": (text, cycle_progress), "Annual_Cost_Savings_USD": (number, cost_savings),
        "Total_Business_Value_USD": (number, stream_value)},
    "API_Portfolio": {
        "Annual_Transaction_Volume": (number, lambda w, r: mul(number(r["Monthly_Transactions"]), 12)),
        "SLA_Compliance_Percent": (number, sla_compliance), "Business_Criticality": (text, criticality),
        "Business_Value_Score": (number, api_value), "Health_Status": (text, api_health)},
    "Platform_Health_Metrics": {
        "Metric_ID": (text, row_id("MET", 6)), "Health_Status": (text, metric_status),
        "Health_Status_Numeric": (number, metric_points), "Trend_30d_Change": (number, metric_change),
        "Trend_Direction": (text, metric_direction), "Alert_Status": (text, metric_alert)},
    "Initiatives": {
        "Initiative_ID": (text, row_id("INI", 5)), "Status_Color": (text, initiative_color),
        "Days_Overdue": (number, initiative_overdue), "On_Time_Flag": (text, initiative_flag),
        "Expected_Payback_Months": (number, payback_months), "Three_Year_ROI_Percent": (number, three_year_roi)},
    "Risk_Register": {
        "Risk_ID": (text, row_id("RISK", 5)), "Impact_Score_1_5": (number, impact_points),
        "Probability_Score_1_5": (number, probability_points), "Risk_Score": (number, risk_points),
        "Risk_Level": (text, risk_level)},
    "Stakeholder_Outcomes": {
        "Outcome_ID": (text, row_id("OUT", 5)), "Improvement_Percent": (number, outcome_improvement),
        "Target_Achievement_Percent": (number, outcome_achievement), "Status": (text, outcome_status)},
    "Engagement_Log": {"Engagement_ID": (text, row_id("ENG", 5))},
    "Tasks": {"Task_ID": (text, row_id("TASK", 5)), "Days_Overdue": (number, task_overdue)},
    "Automation_Logs": {"Run_ID": (text, row_id("RUN", 6)), "Duration_Seconds": (number, run_seconds)},
}

# Columns that show links: the rows they must show. Each pair of one stored set of links is compared from its other side.
LINKS = {
    ("People_Team", "Accounts_Assigned"): None,
    ("MuleSoft_Capabilities", "Linked_Strategic_Objectives"): mirror("Strategic_Objectives", "Linked_Capabilities"),
    ("Value_Streams", "Linked_Strategic_Objectives"): mirror("Strategic_Objectives", "Linked_Value_Streams"),
    ("Initiatives", "Linked_Strategic_Objectives"): mirror("Strategic_Objectives", "Linked_Initiatives"),
    ("API_Portfolio", "Linked_Strategic_Objectives"): mirror("Strategic_Objectives", "Linked_APIs"),
    ("MuleSoft_Capabilities", "Supporting_Value_Streams"): mirror("Value_Streams", "Enabled_MuleSoft_Capabilities"),
    ("MuleSoft_Capabilities", "Linked_Initiatives"): mirror("Initiatives", "Linked_Capabilities"),
    ("Value_Streams", "Supporting_APIs"): mirror("API_Portfolio", "Linked_Value_Streams"),
}
