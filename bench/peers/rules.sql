-- The computed columns of the blueprint in SQL, table by table, without metric trends: what SQLite and DuckDB recompute.
-- DAYS(a, b) is the number of days from b to a; TODAY is the workload's day. The drivers write both in their dialect.

CREATE TABLE c_metrics AS
SELECT Metric_ID, Account, Metric_Category, Health_Status,
  CASE Health_Status WHEN 'On Track' THEN 100 WHEN 'Needs Attention' THEN 70 WHEN 'Critical' THEN 30 END AS Health_Status_Numeric,
  CASE WHEN Health_Status = 'Critical' THEN 'Alert' ELSE '' END AS Alert_Status
FROM (SELECT *, CASE WHEN Current_Value >= Target_Value * 0.95 THEN 'On Track'
  WHEN Current_Value IS NULL OR Target_Value IS NULL THEN NULL
  WHEN Current_Value >= Threshold_Warning THEN 'Needs Attention'
  WHEN Threshold_Warning IS NULL THEN NULL ELSE 'Critical' END AS Health_Status FROM Platform_Health_Metrics);

CREATE TABLE c_outcomes AS
SELECT Outcome_ID, Account, Improvement_Percent, Target_Achievement_Percent,
  CASE WHEN Target_Achievement_Percent >= 100 THEN 'Achieved' WHEN Target_Achievement_Percent >= 75 THEN 'On Track'
    WHEN Target_Achievement_Percent IS NULL THEN NULL ELSE 'Needs Attention' END AS Status
FROM (SELECT *, (Current_Value - Baseline_Value) / NULLIF(Baseline_Value, 0) * 100 AS Improvement_Percent,
  (Current_Value - Baseline_Value) / NULLIF(Target_Value - Baseline_Value, 0) * 100 AS Target_Achievement_Percent
  FROM Stakeholder_Outcomes);

CREATE TABLE c_apis AS
SELECT API_ID, Monthly_Transactions * 12 AS Annual_Transaction_Volume, SLA_Compliance_Percent,
  CASE WHEN Environment <> 'Production' OR Environment IS NULL THEN 'Low'
    WHEN Revenue_Attribution_USD >= 1000000 OR Monthly_Transactions >= 1000000 OR Consuming_Applications >= 10 THEN 'Mission-Critical'
    WHEN Revenue_Attribution_USD >= 100000 OR Monthly_Transactions >= 100000 OR Consuming_Applications >= 5 THEN 'High'
    WHEN Revenue_Attribution_USD >= 10000 OR Monthly_Transactions >= 10000 OR Consuming_Applications >= 2 THEN 'Medium'
    ELSE 'Low' END AS Business_Criticality,
  Monthly_Transactions / 1000.0 * Consuming_Applications * (SLA_Compliance_Percent / 100.0) AS Business_Value_Score,
  CASE WHEN Uptime_Percent < 99.5 OR Error_Rate_Percent > 1 THEN 'Critical' WHEN SLA_Compliance_Percent < 95 THEN 'Degraded'
    ELSE 'Healthy' END AS Health_Status
FROM (SELECT *, CASE WHEN Avg_Response_Time_ms <= SLA_Target_ms THEN 100
  WHEN Avg_Response_Time_ms IS NULL OR SLA_Target_ms IS NULL THEN NULL
  WHEN 100 - (Avg_Response_Time_ms - SLA_Target_ms) / NULLIF(SLA_Target_ms, 0) * 100 < 0 THEN 0
  ELSE 100 - (Avg_Response_Time_ms - SLA_Target_ms) / NULLIF(SLA_Target_ms, 0) * 100 END AS SLA_Compliance_Percent FROM API_Portfolio);

CREATE TABLE c_objectives AS
SELECT Objective_ID, Account, Status, CASE WHEN Status = 'At Risk' THEN 'Risk' WHEN Status = 'Achieved' THEN 'Complete'
  WHEN Status = 'In Progress' THEN 'Active' ELSE 'Pending' END AS Health_Indicator FROM Strategic_Objectives;

CREATE TABLE c_streams AS
SELECT Stream_ID, Cycle_Time_Reduction_Percent, Annual_Cost_Savings_USD,
  COALESCE(Annual_Cost_Savings_USD, 0) + COALESCE(Revenue_Impact_USD, 0) AS Total_Business_Value_USD,
  CASE WHEN Cycle_Time_Current_Hours <= Cycle_Time_Target_Hours THEN 'Target Met'
    WHEN Cycle_Time_Reduction_Percent >= 50 THEN 'Progressing' ELSE 'Needs Improvement' END AS Cycle_Time_Progress_Indicator
FROM (SELECT *, CASE WHEN Cycle_Time_Baseline_Hours > 0
    THEN (Cycle_Time_Baseline_Hours - Cycle_Time_Current_Hours) / Cycle_Time_Baseline_Hours * 100 ELSE 0 END AS Cycle_Time_Reduction_Percent,
  CASE WHEN Cost_Per_Transaction_Before_USD > 0 AND Annual_Transaction_Volume > 0
    THEN (Cost_Per_Transaction_Before_USD - Cost_Per_Transaction_After_USD) * Annual_Transaction_Volume ELSE 0 END AS Annual_Cost_Savings_USD
  FROM Value_Streams);

CREATE TABLE c_initiatives AS
SELECT Initiative_ID, Days_Overdue, CASE Status WHEN 'Completed' THEN 'green' WHEN 'In Progress' THEN 'yellow'
    WHEN 'On Hold' THEN 'orange' WHEN 'Cancelled' THEN 'black' ELSE 'blue' END AS Status_Color,
  CASE WHEN Days_Overdue > 30 THEN 'Severely Delayed' WHEN Days_Overdue > 7 THEN 'Delayed' WHEN Status = 'Completed' THEN 'On Time'
    ELSE '' END AS On_Time_Flag,
  CASE WHEN Expected_Annual_Benefit_USD > 0 THEN Investment_Amount_USD / (Expected_Annual_Benefit_USD / 12) ELSE 0 END AS Expected_Payback_Months,
  CASE WHEN Investment_Amount_USD > 0
    THEN (Expected_Annual_Benefit_USD * 3 - Investment_Amount_USD) / Investment_Amount_USD * 100 ELSE 0 END AS Three_Year_ROI_Percent
FROM (SELECT *, CASE WHEN Actual_Completion_Date IS NULL AND TODAY > Target_Completion_Date
  THEN DAYS(TODAY, Target_Completion_Date) ELSE 0 END AS Days_Overdue FROM Initiatives);

CREATE TABLE c_capabilities AS
SELECT Capability_ID, Now_Level, Then_Level, Then_Level - Now_Level AS Maturity_Gap,
  CASE WHEN Then_Level - Now_Level >= 3 THEN 'Critical Gap' WHEN Then_Level - Now_Level = 2 THEN 'Moderate Gap'
    WHEN Then_Level - Now_Level = 1 THEN 'Small Gap' ELSE 'At Target' END AS Gap_Status
FROM (SELECT *, CAST(substr(Current_Maturity, 1, 1) AS INTEGER) AS Now_Level,
  CAST(substr(Target_Maturity, 1, 1) AS INTEGER) AS Then_Level FROM MuleSoft_Capabilities);

CREATE TABLE c_risks AS
SELECT Risk_ID, Impact_Score, Probability_Score, Impact_Score * Probability_Score AS Risk_Score,
  CASE WHEN Impact_Score * Probability_Score >= 20 THEN 'Critical' WHEN Impact_Score * Probability_Score >= 12 THEN 'High'
    WHEN Impact_Score * Probability_Score >= 6 THEN 'Medium' ELSE 'Low' END AS Risk_Level
FROM (SELECT *, CASE Impact WHEN 'Critical' THEN 5 WHEN 'High' THEN 4 WHEN 'Medium' THEN 3 WHEN 'Low' THEN 2 END AS Impact_Score,
  CASE substr(Probability, 1, 6) WHEN 'Very L' THEN 5 WHEN 'Likely' THEN 4 WHEN 'Possib' THEN 3 WHEN 'Unlike' THEN 2 END AS Probability_Score
  FROM Risk_Register);

CREATE TABLE c_accounts AS
SELECT *, CASE WHEN Health_Score < 60 AND Days_To_Renewal < 180 THEN 'Critical' WHEN Health_Score < 70 AND Days_To_Renewal < 365 THEN 'At Risk'
  WHEN Health_Score < 80 THEN 'Attention Needed' WHEN Health_Score IS NULL THEN NULL ELSE 'Healthy' END AS Renewal_Risk_Level
FROM (SELECT *, CASE WHEN Tech IS NULL AND Value IS NULL AND Engagement IS NULL AND Alignment IS NULL THEN NULL
    ELSE COALESCE(Tech * 0.35, 0) + COALESCE(Value * 0.30, 0) + COALESCE(Engagement * 0.20, 0) + COALESCE(Alignment * 0.15, 0) END AS Health_Score
  FROM (SELECT a.Account_ID, a.ARR, a.Customer_Success_Manager, a.Account_Executive, a.Solutions_Architect, a.Executive_Sponsor_MuleSoft,
      DAYS(a.Renewal_Date, TODAY) AS Days_To_Renewal, m.Tech, o.Value, e.Engagement, e.Last_Engagement_Date, COALESCE(s.Alignment, 0) AS Alignment,
      CASE a.Contract_Type WHEN 'Signature Success' THEN 14 WHEN 'Premier Success' THEN 30 ELSE 60 END AS Engagement_Cadence_Days
    FROM Account_Master a
    LEFT JOIN (SELECT Account, AVG(Health_Status_Numeric) AS Tech FROM c_metrics
      WHERE Metric_Category IN ('Performance', 'Reliability', 'Security') GROUP BY Account) m ON m.Account = a.Account_ID
    LEFT JOIN (SELECT Account, AVG(Target_Achievement_Percent) AS Value FROM c_outcomes
      WHERE (Status IS NULL OR Status <> 'Not Started') GROUP BY Account) o ON o.Account = a.Account_ID
    LEFT JOIN (SELECT Account, AVG(CASE WHEN DAYS(TODAY, Engagement_Date) <= 90 THEN Relationship_Depth_Score END) AS Engagement,
      MAX(Engagement_Date) AS Last_Engagement_Date FROM Engagement_Log GROUP BY Account) e ON e.Account = a.Account_ID
    LEFT JOIN (SELECT Account, 100.0 * SUM(CASE WHEN Status IN ('On Track', 'Achieved') THEN 1 ELSE 0 END) / COUNT(*) AS Alignment
      FROM c_objectives GROUP BY Account) s ON s.Account = a.Account_ID));

CREATE TABLE c_people AS
SELECT Person, COUNT(*) AS Account_Count, SUM(ARR) AS Total_ARR_Managed, AVG(Health_Score) AS Avg_Health_Score
FROM (SELECT Customer_Success_Manager AS Person, Account_ID, ARR, Health_Score FROM c_accounts
  UNION SELECT Account_Executive, Account_ID, ARR, Health_Score FROM c_accounts
  UNION SELECT Solutions_Architect, Account_ID, ARR, Health_Score FROM c_accounts
  UNION SELECT Executive_Sponsor_MuleSoft, Account_ID, ARR, Health_Score FROM c_accounts)
WHERE Person IS NOT NULL GROUP BY Person;
