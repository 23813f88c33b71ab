// Explanations: they add up, tell the conditions that decided, and name what a blank comes from.
#include <cmath>

#include "engine/engine.h"
#include "engine/test_workspace.h"
#include "formula/bind.h"

namespace csip::engine {
namespace {

using ::testing::HasSubstr;

const std::string kYaml = R"(
name: explained
title: Explained
tables:
  - table: Metric
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Score, type: number}
      - {name: Weight, type: number}
      - {name: Ratio, type: number, formula: '100 / [Score]'}
      - {name: Wrong, type: number, formula: 'ToNumber("x" & [Score])'}
      - {name: Weighted, type: number, formula: '[Score] * 0.5 + [Weight] * 0.2'}
      - {name: Above, type: number, formula: '[Score] - Average(Filter([Metric], [Score] > 5).[Score])'}
)";

Value N(double number) {
  return Value::Number(number);
}

class ExplainTest : public ::testing::Test {
 protected:
  ExplainTest() : e(kYaml) {
    for (int i = 1; i <= 3; ++i) {
      e.Insert("Metric", i);
      e.Set("Metric", "Score", i, N(i * 10));
    }
  }
  Explanation Why(const char* column, int64_t number) {
    return e->Explain(e.T("Metric"), e.C("Metric", column), e.R("Metric", number));
  }
  Explanation WhyFormula(const std::string& text) {
    formula::Bound bound = formula::Bind(text, {.catalog = &e->compiled().catalog});
    EXPECT_TRUE(bound.ok()) << text;
    return bound.ok() ? e->Explain(bound, {}, Value()) : Explanation();
  }
  static double Sum(const Explanation& why) {
    double sum = 0;
    for (const Contribution& part : why.contributions) sum += part.value.number();
    return sum;
  }

  TestEngine e;
};

TEST_F(ExplainTest, PartsAddUpWhateverTheyAreScaledBy) {
  for (const char* text :
       {"(Count([Metric]) + 3) * (1 + 1)", "2 * Sum([Metric].[Score]) / (1 + 1)",
        "-(Count([Metric]) - 1) / 4", "CountIf([Metric], [Score] > 15) / Count([Metric]) * 100",
        "(1 + 1) / (3 - 3 + 4)"}) {
    Explanation why = WhyFormula(text);
    ASSERT_TRUE(why.computed.is_number()) << text;
    EXPECT_NEAR(Sum(why), why.computed.number(), 1e-9) << text;
    EXPECT_GE(why.contributions.size(), 2u) << text;
  }
}

TEST_F(ExplainTest, PartsThatAreBlankAreToldApart) {
  Explanation why = Why("Weighted", 2);
  EXPECT_DOUBLE_EQ(Sum(why), 10);
  ASSERT_EQ(why.unknown.size(), 1u);
  EXPECT_EQ(why.unknown[0].label, "[Weight] * 0.2");
  EXPECT_TRUE(why.unknown[0].has_cell);
}

TEST_F(ExplainTest, ASumOfManyRowsListsThoseThatWeighMost) {
  for (int i = 100; i < 400; ++i) {
    e.Insert("Metric", i);
    e.Set("Metric", "Score", i, N(i));
  }
  Explanation why = WhyFormula("Sum([Metric].[Score])");
  ASSERT_EQ(why.contributions.size(), 201u);
  EXPECT_EQ(why.contributions.back().others, 103u);
  EXPECT_DOUBLE_EQ(Sum(why), why.computed.number());
}

TEST_F(ExplainTest, ConditionsAreToldInTheOrderTheyWereAsked) {
  Explanation why = WhyFormula(R"(If(1 > 2 AND 1 < 2, "a", If(3 > 2, Switch(2, 1, "b", 2, "c", "d"), "e")))");
  ASSERT_EQ(why.conditions.size(), 4u);
  EXPECT_TRUE(why.conditions[0].value.is_false());
  ASSERT_EQ(why.conditions[0].terms.size(), 2u);
  EXPECT_TRUE(why.conditions[0].terms[1].value.is_true());
  EXPECT_TRUE(why.conditions[1].taken);
  EXPECT_FALSE(why.conditions[2].taken);
  EXPECT_EQ(why.conditions[3].text, "2 = 2");
  EXPECT_EQ(why.conditions[3].result, "\"c\"");
  EXPECT_TRUE(why.conditions[3].taken);
}

TEST_F(ExplainTest, ABlankNamesTheCellItComesFrom) {
  e.Set("Metric", "Score", 1, N(0));
  Explanation why = Why("Ratio", 1);
  ASSERT_EQ(why.causes.size(), 1u);
  EXPECT_EQ(why.causes[0].text, "[Score]");
  EXPECT_THAT(why.causes[0].words, HasSubstr("is 0"));
  EXPECT_TRUE(why.causes[0].has_cell);
  EXPECT_EQ(why.causes[0].column, e.C("Metric", "Score"));
}

TEST_F(ExplainTest, CausesAreNearestToTheLeaves) {
  auto cause = [&](const char* text) {
    Explanation why = WhyFormula(text);
    EXPECT_EQ(why.causes.size(), 1u) << text;
    return why.causes.empty() ? "" : why.causes[0].text + " | " + why.causes[0].words;
  };
  EXPECT_EQ(cause("10 / (2 - 2) * 3"), "2 - 2 | is 0, and nothing can be divided by it");
  EXPECT_EQ(cause("2 * Average(Filter([Metric], [Score] > 1e9).[Score])"),
            "Average(Filter([Metric], [Score] > 1e9).[Score]) | finds no row");
  EXPECT_EQ(cause("2 * Average([Metric].[Weight])"),
            "Average([Metric].[Weight]) | none of the 3 rows it finds has a value");
  EXPECT_EQ(cause("If(1 > 2, 3)"), "If(1 > 2, 3) | no condition holds, and it has no value for that");
  EXPECT_THAT(cause("2 - ToNumber(\"x\")"), HasSubstr("ToNumber(\"x\") | the text"));
  EXPECT_TRUE(WhyFormula("1 + 1").causes.empty());
}

TEST_F(ExplainTest, AnErrorOfOneRowIsFoundBehindTheSum) {
  Explanation why = WhyFormula("1 + Sum([Metric].[Wrong])");
  ASSERT_EQ(why.causes.size(), 1u);
  EXPECT_THAT(why.causes[0].words, HasSubstr("#VALUE"));
  EXPECT_TRUE(why.causes[0].has_cell);
  EXPECT_EQ(why.causes[0].column, e.C("Metric", "Wrong"));
}

TEST_F(ExplainTest, InputsStandBesideAFilterToo) {
  Explanation why = Why("Above", 3);
  ASSERT_EQ(why.inputs.size(), 1u);
  EXPECT_EQ(why.inputs[0].text, "[Score]");
  EXPECT_NEAR(Sum(why), why.computed.number(), 1e-9);
}

}  // namespace
}  // namespace csip::engine
