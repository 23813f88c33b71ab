// Random formulas: whatever binds evaluates, to a value of the type that the binder promised, and the same again.
#include <gtest/gtest.h>

#include <random>

#include "formula/parse.h"
#include "formula/test_world.h"

namespace csip::formula {
namespace {

class Formulas {
 public:
  explicit Formulas(uint32_t seed) : random_(seed) {}

  std::string Any(int depth) {
    switch (depth <= 0 ? Pick(2) : Pick(7)) {
      case 0:
        return Leaf();
      case 1:
        return Column();
      case 2:
        return "(" + Any(depth - 1) + Operator() + Any(depth - 1) + ")";
      case 3:
        return Pick(2) == 0 ? "(-" + Any(depth - 1) + ")" : "(NOT " + Any(depth - 1) + ")";
      default:
        return Call(depth);
    }
  }

 private:
  int Pick(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  template <size_t N>
  std::string OneOf(const char* const (&texts)[N]) {
    return texts[Pick(N)];
  }

  std::string Leaf() {
    return OneOf({"0", "1", "2.5", "\"\"", "\"a\"", "\"12\"", "\"2026-02-01\"", "True", "thisRow", "Today()",
                  "Now()", "1e300", "Threshold", "CurrentValue", "List(1, \"\", 3)", "List(1, \"x\")",
                  "ToNumber(\"x\")", "(1 / 0)"});
  }
  std::string Column() {
    return OneOf({"[ARR]",
                  "[Account_Name]",
                  "[Renewal_Date]",
                  "[Created]",
                  "[Status]",
                  "[Active]",
                  "[Manager]",
                  "[Metrics]",
                  "[Tags]",
                  "[Broken]",
                  "[Nothing]",
                  "[Nothing_Date]",
                  "[Nothing_Row]",
                  "[Anything]",
                  "[Metrics].[Value]",
                  "[Metrics].[Day]",
                  "[Metrics].[Owners]",
                  "[Manager].[Email]",
                  "[People]",
                  "[Accounts]",
                  "[Accounts].[Anything]",
                  "[Value]",
                  "[Email]"});
  }
  std::string Operator() {
    return OneOf({" + ", " - ", " * ", " / ", " ^ ", " & ", " = ", " != ", " < ", " <= ", " > ",
                  " >= ", " AND ", " OR "});
  }

  std::string Argument(ParamKind kind, int depth) {
    if (Pick(4) == 0) return Any(depth);
    switch (kind) {
      case ParamKind::kBool:
      case ParamKind::kLazyBool:
        return OneOf({"True", "[Active]", "[ARR] > 5", "[Nothing_Bool]", "IsBlank([Nothing])"});
      case ParamKind::kNumber:
        return OneOf({"[ARR]", "2", "-1", "0.5", "[Nothing]", "[Broken]", "12", "Length([Account_Name])"});
      case ParamKind::kNumbers:
        return OneOf({"[Metrics].[Value]", "List(3, 1)", "[ARR]", "[Accounts].[Broken]"});
      case ParamKind::kOrdered:
        return OneOf({"[Metrics].[Day]", "[Metrics].[Value]", "[Created]", "[Renewal_Date]"});
      case ParamKind::kText:
        return OneOf({"[Account_Name]", "\"month\"", "\"a\"", "[Manager]", "\"00\"", "[Tags]"});
      case ParamKind::kDate:
        return OneOf({"[Renewal_Date]", "[Created]", "Today()", "[Nothing_Date]"});
      case ParamKind::kList:
      case ParamKind::kRows:
        return OneOf(
            {"[Metrics]", "[Tags]", "[Metrics].[Value]", "[Accounts]", "List(1, \"a\")", "[Manager]"});
      case ParamKind::kRow:
        return OneOf({"[Manager]", "thisRow", "[Nothing_Row]"});
      case ParamKind::kLambda:
        return OneOf(
            {"[Value] > 5", "CurrentValue", "CurrentValue > 3", "[ARR] > 5", "True", "x", "[Owners]"});
      case ParamKind::kName:
        return "x";
      default:
        return Any(depth);
    }
  }

  std::string Call(int depth) {
    const Function& function = *Functions()[static_cast<size_t>(Pick(static_cast<int>(Functions().size())))];
    size_t count = 0;
    for (const Param& param : function.params) count += param.optional && Pick(2) == 0 ? 0 : 1;
    if (Pick(5) == 0) ++count;
    std::string out = std::string(function.name) + "(";
    for (size_t i = 0; i < count; ++i) {
      const Param* param = ParamOf(function, i, count);
      out += (i > 0 ? ", " : "") + Argument(param ? param->kind : ParamKind::kAny, depth - 1);
    }
    return out + ")";
  }

  std::mt19937 random_;
};

bool Fits(const value::Value& v, const Type& type) {
  if (v.is_blank() || v.is_error() || type.base == Base::kAny) return true;
  if (v.is_list()) {
    return type.list && std::all_of(v.items().begin(), v.items().end(),
                                    [&](const auto& item) { return Fits(item, type.Item()); });
  }
  // One value stands for a list of one (S9).
  switch (type.base) {
    case Base::kBool:
      return v.is_bool();
    case Base::kNumber:
      return v.is_number();
    case Base::kText:
      return v.is_text();
    case Base::kDate:
      return v.is_date();
    case Base::kInstant:
      return v.is_instant();
    case Base::kRow:
      return v.is_row() && (type.table == kNone || v.row().table == type.table);
    default:
      return false;
  }
}

TEST(Soundness, WhatBindsEvaluatesToItsType) {
  TestWorld world;
  int bound_count = 0;
  int known_count = 0;
  for (uint32_t seed = 0; seed < 8'000; ++seed) {
    std::string text = Formulas(seed).Any(3);
    Bound bound = world.BindHere(text);
    for (const Diagnostic& d : bound.diagnostics) {
      ASSERT_LE(d.span.begin, d.span.end) << text;
      ASSERT_LE(d.span.end, text.size()) << text;
    }
    ASSERT_TRUE(bound.ok() || !TestWorld::FirstError(bound).empty()) << text;
    if (!bound.ok()) continue;
    ++bound_count;
    Budget budget{.steps = 200'000, .bytes = 1 << 20};
    Evaluation evaluation(world.catalog, world, world.inputs, budget);
    value::Value v = evaluation.Run(*bound.root, {0, 0});
    known_count += v.is_blank() || v.is_error() ? 0 : 1;
    ASSERT_TRUE(Fits(v, bound.type)) << text << " is promised as " << NameOf(bound.type, world.catalog)
                                     << " and gives " << world.Show(v);
    ASSERT_FALSE(v.is_error() && v.error_reason().empty()) << text;
    Evaluation again(world.catalog, world, world.inputs, budget);
    ASSERT_EQ(again.Run(*bound.root, {0, 0}), v) << text;
  }
  EXPECT_GT(bound_count, 1500);
  EXPECT_GT(known_count, 700);
}

// What a formula reads is what the binder says, and nothing else: the engine's edges rest on it.
class WatchedWorld : public TestWorld {
 public:
  value::Value Cell(TableIndex table, ColumnIndex column, value::RowSlot row) const override {
    read.insert({table, column});
    return TestWorld::Cell(table, column, row);
  }
  void Rows(TableIndex table, std::vector<value::RowSlot>* out) const override {
    scanned.insert(table);
    TestWorld::Rows(table, out);
  }
  mutable std::set<ColumnRead> read;
  mutable std::set<TableIndex> scanned;
};

TEST(Soundness, NothingIsReadThatTheBinderDidNotNote) {
  WatchedWorld world;
  for (uint32_t seed = 0; seed < 8'000; ++seed) {
    std::string text = Formulas(seed + 1'000'000).Any(3);
    Bound bound = world.BindHere(text);
    if (!bound.ok()) continue;
    world.read.clear();
    world.scanned.clear();
    Evaluation evaluation(world.catalog, world, world.inputs, Budget{.steps = 200'000, .bytes = 1 << 20});
    evaluation.Run(*bound.root, {0, 0});
    for (const ColumnRead& read : world.read) {
      ASSERT_TRUE(bound.reads.contains(read))
          << text << " reads " << world.catalog.tables[read.table].columns[read.column].name;
    }
    for (TableIndex table : world.scanned) ASSERT_TRUE(bound.scans.contains(table)) << text;
  }
}

}  // namespace
}  // namespace csip::formula
