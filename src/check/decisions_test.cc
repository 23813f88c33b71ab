// The product owner's text, word for word: every defect of it that the decisions B and A settle is found by its class and at
// its place; and the blueprint that ships has none but those that wait for an amendment, and a few that are true.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "blueprint/amendment.h"
#include "check/check.h"

namespace csip::check {
namespace {

const std::string kSource = CSIP_SOURCE_DIR;

std::vector<Finding> CheckFolder(const std::string& folder) {
  blueprint::ReadOutcome read = blueprint::ReadFolder(kSource + folder);
  return Check(read.blueprint, read.errors);
}

const std::vector<Finding>& Literal() {
  static const auto* findings = new std::vector<Finding>(CheckFolder("/src/check/testdata/literal"));
  return *findings;
}

// A decision, the class by which its defect is found, and where.
struct Expected {
  const char* decision;
  const char* rule;
  const char* subject;
  const char* says;  // a part of what the finding says
};

const Expected kExpected[] = {
    {"B1", "missing-options", "Account_Master.Contract_Type", "Signature Success"},
    {"B2", "unknown-option", "Account_Master.Strategic_Alignment",
     "`On Track` is not an option of Strategic_Objectives.Status"},
    {"B3", "unknown-name", "Strategic_Objectives.MuleSoft_Impact_Score", "`Supporting_APIs`"},
    {"B4", "links-kept-twice", "Strategic_Objectives.Linked_Capabilities",
     "MuleSoft_Capabilities.Linked_Strategic_Objectives"},
    {"B4", "links-kept-twice", "Strategic_Objectives.Linked_Value_Streams",
     "Value_Streams.Linked_Strategic_Objectives"},
    {"B4", "links-kept-twice", "Strategic_Objectives.Linked_Initiatives",
     "Initiatives.Linked_Strategic_Objectives"},
    {"B4", "links-kept-twice", "MuleSoft_Capabilities.Supporting_Value_Streams",
     "Value_Streams.Enabled_MuleSoft_Capabilities"},
    {"B5", "links-kept-twice", "People_Team.Accounts_Assigned",
     "Account_Master.Customer_Success_Manager, Account_Master.Account_Executive"},
    {"B6", "written-formula", "automations/renewal_risk_detector", "Account_Master.Renewal_Risk_Level"},
    {"B7", "unknown-name", "automations/renewal_risk_detector", "`Tasks`"},
    {"B7", "unknown-name", "automations/slack_command_handler", "`Automation_Logs`"},
    {"B7", "unknown-name", "buttons/generate_qbr_deck", "`Attachments` on Account_Master"},
    {"B7", "unknown-name", "buttons/sync_from_anypoint", "`Anypoint_Org_ID` on Account_Master"},
    {"B7", "unknown-name", "buttons/sync_from_anypoint", "`Mapping_Status` on API_Portfolio"},
    {"B8", "unknown-name", "buttons/calculate_platform_roi", "`Progress_Percent` on Initiatives"},
    {"B9", "unreadable-formula", "API_Portfolio.Business_Criticality", "described in words"},
    {"B10", "unreadable-formula", "Platform_Health_Metrics.Trend_Direction", "described in words"},
    {"B11", "unreadable-formula", "Risk_Register.Probability_Score_1_5", "described in words"},
    {"B12", "missing-required", "automations/slack_command_handler", "Metric_Category, Metric_Type, Unit"},
    {"B13", "unknown-zone", "automations/renewal_risk_detector", "EMEA"},
    {"B14", "division-by-zero", "Account_Master.Strategic_Alignment", "CountIf([Strategic_Objectives]"},
    {"B15", "ranked-by-text", "buttons/generate_qbr_deck", "Business_Impact_Statement"},
    {"B17", "unknown-user", "Account_Master.CSM Command Center", "asks who is looking"},
    {"B20", "exact-date", "Account_Master.Health_Score_Trend_30d", "Account_Master_History"},
    {"B20", "exact-date", "Platform_Health_Metrics.Trend_30d_Change", "Platform_Health_Metrics_History"},
    {"B21", "empty-view", "Strategic_Objectives.High Impact", "no definition"},
    {"B21", "empty-view", "Initiatives.High ROI", "no definition"},
    {"B21", "empty-view", "MuleSoft_Capabilities.Critical Gaps", "no definition"},
    {"B22", "written-formula", "automations/slack_command_handler", "Platform_Health_Metrics.Last_Measured"},
    {"S11", "digit-groups", "Strategic_Objectives.MuleSoft_Impact_Score", "1000000"},
    {"A1", "weight-scale", "Account_Master.Health_Score",
     "[Stakeholder_Engagement] reaches 10, other parts of the sum 100: with every part at its best the sum "
     "is 82 of 100"},
    {"A2", "ignored-direction", "Platform_Health_Metrics.Health_Status", "Trend_Is_Good"},
    {"A2", "ignored-direction", "Platform_Health_Metrics.Alert_Status", "Trend_Is_Good is false"},
    {"A3", "exact-date", "Account_Master.Health_Score_Trend_30d", "[Date] = Today() - 30"},
    {"A3", "exact-date", "Platform_Health_Metrics.Trend_30d_Change", "[Date] = Today() - 30"},
    {"A4", "unbounded-part", "Account_Master.Health_Score",
     "[Business_Value_Realization] has no upper limit"},
    {"A4", "division-by-zero", "Stakeholder_Outcomes.Target_Achievement_Percent",
     "[Target_Value] - [Baseline_Value] can be 0"},
    {"A5", "missing-as-zero", "Account_Master.Health_Score", "[Stakeholder_Engagement]"},
    {"A6", "past-counts-as-soon", "Account_Master.Renewal_Risk_Level", "[Days_To_Renewal] < 180"},
    {"A6", "past-counts-as-soon", "automations/renewal_risk_detector", "[Days_To_Renewal] < 180"},
    {"A7", "closed-stays-open", "Initiatives.Days_Overdue", "Cancelled"},
    {"A8", "scale-gap", "Risk_Register.Impact_Score_1_5", "from 2 to 5"},
    {"A9", "zero-for-never", "Initiatives.Expected_Payback_Months", "Expected_Annual_Benefit_USD"},
    {"A10", "impossible-value", "Account_Master.Business_Value_Realization",
     "never “Not Started”, so the condition is always true"},
};

// Decisions that settle no defect of the text: there is nothing in it for an analysis to find.
const std::pair<const char*, const char*> kNotInTheText[] = {
    {"B16",
     "what the twelve slides show is a choice; the text promises an outline and no formula, table or view "
     "depends on it"},
    {"B18", "options as rows are a feature that the text calls optional; the selects themselves are whole"},
    {"B19",
     "Slack's signature and its three seconds are facts about Slack, which no table or formula mentions"},
    {"B23", "the history tables keep what their text says; keeping more in the change log is a choice"},
};

TEST(Decisions, EveryDefectOfTheTextIsFoundByItsClassAndAtItsPlace) {
  for (const Expected& e : kExpected) {
    bool found = std::any_of(Literal().begin(), Literal().end(), [&](const Finding& f) {
      return f.rule == e.rule && f.Subject() == e.subject &&
             (f.what + f.remedy).find(e.says) != std::string::npos;
    });
    EXPECT_TRUE(found) << e.decision << ": no " << e.rule << " at " << e.subject << " that says " << e.says;
  }
}

TEST(Decisions, EachOneIsFoundOrHasAReasonNotToBe) {
  std::set<std::string> settled;
  for (const Expected& e : kExpected) settled.insert(e.decision);
  for (const auto& [decision, reason] : kNotInTheText) settled.insert(decision);
  for (int i = 1; i <= 23; ++i) EXPECT_TRUE(settled.contains("B" + std::to_string(i))) << "B" << i;
  for (int i = 1; i <= 10; ++i) EXPECT_TRUE(settled.contains("A" + std::to_string(i))) << "A" << i;
}

// "rule subject" of all findings, each once.
std::set<std::string> Names(const std::vector<Finding>& findings) {
  std::set<std::string> names;
  for (const Finding& f : findings) names.insert(std::string(f.rule) + " " + f.Subject());
  return names;
}

// True, and left as the text has them: Unlikely scores 2 as Low does; a target of 0 ms and a baseline of 0 divide by 0 and give
// a blank; the critical threshold is asked of everybody and read by nobody.
const std::set<std::string> kTrueAndLeft = {"scale-gap Risk_Register.Probability_Score_1_5",
                                            "division-by-zero API_Portfolio.SLA_Compliance_Percent",
                                            "division-by-zero Stakeholder_Outcomes.Improvement_Percent",
                                            "unread-column Platform_Health_Metrics.Threshold_Critical"};

TEST(Decisions, TheShippedBlueprintHasWhatAmendmentsAnswerAndNothingFalse) {
  blueprint::ReadOutcome read = blueprint::ReadFolder(kSource + "/blueprints/mulesoft-cs");
  std::set<std::string> wanted = kTrueAndLeft;
  for (const blueprint::Amendment& amendment : blueprint::ReadAmendments(read.blueprint)) {
    for (const blueprint::Answer& a : amendment.answers)
      wanted.insert(a.finding + " " + a.table + "." + a.column);
  }
  std::vector<Finding> findings = Check(read.blueprint, read.errors);
  EXPECT_EQ(Names(findings), wanted) << ToText(findings);
  EXPECT_EQ(CountOf(findings, Severity::kError), 0u);
  for (const Finding& f : findings)
    EXPECT_NE(f.amendment.empty(), !kTrueAndLeft.contains(std::string(f.rule) + " " + f.Subject())) << f.what;
}

TEST(Decisions, EachAmendmentAnswersItsFindingsAndAllTogetherAnswerAll) {
  blueprint::ReadOutcome read = blueprint::ReadFolder(kSource + "/blueprints/mulesoft-cs");
  std::set<std::string> all;
  for (const blueprint::Amendment& amendment : blueprint::ReadAmendments(read.blueprint)) {
    all.insert(amendment.id);
    EXPECT_FALSE(amendment.answers.empty()) << amendment.id;
    std::set<std::string> names = Names(Check(*blueprint::SwitchAmendments(read.blueprint, {amendment.id})));
    for (const blueprint::Answer& a : amendment.answers)
      EXPECT_FALSE(names.contains(a.finding + " " + a.table + "." + a.column)) << amendment.id;
  }
  std::vector<Finding> findings = Check(*blueprint::SwitchAmendments(read.blueprint, all));
  EXPECT_EQ(Names(findings), kTrueAndLeft) << ToText(findings);
}

}  // namespace
}  // namespace csip::check
