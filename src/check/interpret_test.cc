// What the interpretation of a formula rules out never happens: random formulas over values of known ranges, evaluated for
// many values, always give something the interpretation has foreseen.
#include "check/interpret.h"

#include <gtest/gtest.h>

#include <random>

#include "formula/evaluate.h"

namespace csip::check {
namespace {

using formula::Base;
using formula::Type;
using value::Value;

class NoRows : public formula::RowSource {
 public:
  Value Cell(value::TableIndex, value::ColumnIndex, value::RowSlot) const override { return {}; }
  void Rows(value::TableIndex, std::vector<value::RowSlot>*) const override {}
  int64_t RowNumber(value::TableIndex, value::RowSlot) const override { return 0; }
  std::string RowId(value::TableIndex, value::RowSlot) const override { return ""; }
  Value Named(uint32_t, formula::Evaluation&) const override { return {}; }
};

// a: -2 to 3, b: 0 to 10, c: "x", "y" or "z", d: true or false; each may be blank.
const std::vector<std::pair<std::string, Type>> kLocals = {{"a", Type::Of(Base::kNumber)},
                                                           {"b", Type::Of(Base::kNumber)},
                                                           {"c", Type::Of(Base::kText)},
                                                           {"d", Type::Of(Base::kBool)}};

std::vector<Abstract> Ranges() {
  Abstract c =
      Join(Join(Abstract::Text("x"), Abstract::Text("y")), Join(Abstract::Text("z"), Abstract::Blank()));
  return {Abstract::Number({-2, 3}, true), Abstract::Number({0, 10}, true), c,
          Abstract::Bool(true, true, true)};
}

class Random {
 public:
  explicit Random(uint32_t seed) : random_(seed) {}

  std::vector<Value> Values() {
    auto maybe = [&](const Value& v) { return Pick(5) == 0 ? Value() : v; };
    return {maybe(Value::Number(Pick(6) - 2)), maybe(Value::Number(Pick(11))),
            maybe(Value::Text(OneOf({"x", "y", "z"}))), maybe(Value::Bool(Pick(2) == 0))};
  }

  std::string Number(int depth) {
    if (depth <= 0) return OneOf({"a", "b", "0", "1", "2", "-3", "10"});
    std::string x = Number(depth - 1), y = Number(depth - 1);
    switch (Pick(11)) {
      case 0:
        return "If(" + Condition(depth - 1) + ", " + x + ", " + y + ")";
      case 1:
        return "If(" + Condition(depth - 1) + ", " + x + ")";
      case 2:
        return "Switch(" + Text(depth - 1) + ", \"x\", " + x + ", \"y\", 2, " + y + ")";
      case 3:
        return OneOf({"Min(", "Max(", "Sum(", "Average("}) + x + ", " + y + ")";
      case 4:
        return "Clamp(" + x + ", 0, 5)";
      case 5:
        return OneOf({"Abs(", "Round("}) + x + ")";
      case 6:
        return "IfBlank(" + x + ", " + y + ")";
      case 7:
        return "List(" + x + ", " + y + ").Filter(CurrentValue > a).Sum()";
      case 8:
        return "List(" + x + ", 4).FormulaMap(CurrentValue * 2).Average()";
      default:
        return "(" + x + OneOf({" + ", " - ", " * ", " / "}) + y + ")";
    }
  }
  std::string Text(int depth) {
    if (depth <= 0 || Pick(2) == 0) return OneOf({"c", "\"x\"", "\"q\""});
    return "If(" + Condition(depth - 1) + ", " + Text(depth - 1) + ", " + Text(depth - 1) + ")";
  }
  std::string Condition(int depth) {
    if (depth <= 0) return OneOf({"d", "a > 0", "b != 0", "c = \"x\"", "IsBlank(a)"});
    switch (Pick(7)) {
      case 0:
        return "(" + Condition(depth - 1) + OneOf({" AND ", " OR "}) + Condition(depth - 1) + ")";
      case 1:
        return "(NOT " + Condition(depth - 1) + ")";
      case 2:
        return "(" + Text(depth - 1) + OneOf({" = ", " != "}) + Text(depth - 1) + ")";
      case 3:
        return Text(depth - 1) + ".HasAny(\"x\", \"q\")";
      case 4:
        return OneOf({"IsBlank(", "IsNotBlank("}) + Number(depth - 1) + ")";
      default:
        return "(" + Number(depth - 1) + OneOf({" < ", " <= ", " > ", " >= ", " = ", " != "}) +
               Number(depth - 1) + ")";
    }
  }
  int Pick(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }

 private:
  std::string OneOf(std::initializer_list<const char*> texts) {
    return *(texts.begin() + Pick(static_cast<int>(texts.size())));
  }
  std::mt19937 random_;
};

bool Foresees(const Abstract& a, const Value& v) {
  constexpr double kRounding = 1e-9;
  switch (v.kind()) {
    case value::Kind::kBlank:
      return a.blank;
    case value::Kind::kBool:
      return v.is_true() ? a.yes : a.no;
    case value::Kind::kNumber: {
      double slack = kRounding * (1 + std::abs(v.number()));
      bool inside = v.number() >= a.number.lo - slack && v.number() <= a.number.hi + slack;
      return a.numeric && inside && !(a.number.nonzero && v.number() == 0);
    }
    case value::Kind::kText:
      return a.textual && (a.any_text || a.texts.contains(std::string(v.text())));
    default:
      return true;  // an error of a number too large
  }
}

TEST(Interpret, WhatItRulesOutNeverHappens) {
  formula::Catalog catalog;
  NoRows rows;
  formula::EvalInputs inputs;
  World world;
  int evaluated = 0;
  for (uint32_t seed = 0; seed < 4000; ++seed) {
    Random random(seed);
    std::string text = random.Pick(3) == 0 ? random.Condition(3) : random.Number(3);
    formula::Bound bound = formula::Bind(text, {&catalog, value::kNone, kLocals});
    ASSERT_TRUE(bound.ok()) << text << ": " << bound.diagnostics[0].message;
    Abstract foreseen = Interpreter(world).Eval(*bound.root, {{}, Ranges()});
    for (int i = 0; i < 25; ++i) {
      std::vector<Value> values = random.Values();
      formula::Evaluation evaluation(catalog, rows, inputs);
      Value v = evaluation.Run(*bound.root, {}, values);
      std::string shown;
      for (const Value& local : values) shown += evaluation.Text(local) + ", ";
      ASSERT_TRUE(Foresees(foreseen, v)) << text << " for " << shown << "gives " << evaluation.Text(v)
                                         << ", foreseen " << Words(foreseen.number);
      ++evaluated;
    }
  }
  EXPECT_EQ(evaluated, 100'000);
}

// Deep nests of conditions cost steps, and there is an end to them.
TEST(Interpret, AHostileFormulaEndsSoon) {
  std::string text = "a";
  for (int i = 0; i < 60; ++i) text = "If(" + text + " = 1, 1, If(" + "b > 0, 2, 3))";
  formula::Catalog catalog;
  formula::Bound bound = formula::Bind(text, {&catalog, value::kNone, kLocals});
  ASSERT_TRUE(bound.ok());
  World world;
  Facts facts;
  Abstract foreseen = Interpreter(world, &facts).Eval(*bound.root, {{}, Ranges()});
  EXPECT_TRUE(foreseen.numeric);
}

}  // namespace
}  // namespace csip::check
