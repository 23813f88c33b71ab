// A formula of a stranger as a column of a small workspace, and edits: the incremental engine holds what the plain
// evaluator says. The first line is the formula, what is behind it are edits.
#include "base/fuzz.h"
#include "blueprint/read.h"
#include "engine/reference.h"

using csip::base::MustHold;
using csip::engine::Engine;
using csip::value::Value;

namespace {

constexpr char kBlueprint[] = R"(
name: shop
people: {table: Person, email: Email}
tables:
  - table: Order
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Amount, type: number}
      - {name: Count, type: number}
      - {name: Day, type: date}
      - {name: Done, type: checkbox}
      - {name: State, type: select, options: [Open, Closed, Lost]}
      - {name: Customer, type: relation, target: Person}
      - {name: Tags, type: multi-select, options: [Red, Green]}
      - {name: Formula, type: computed, formula: '[Amount]'}
      - {name: Behind, type: computed, formula: '[Formula]'}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email}
      - {name: Friends, type: multi-relation, target: Person}
      - {name: Total, type: number, formula: 'Sum(Filter([Order], [Customer] = thisRow).[Amount])'}
)";
constexpr csip::value::ColumnIndex kFormula = 8;
constexpr size_t kRows = 5;

csip::formula::EvalInputs Inputs() {
  csip::formula::EvalInputs inputs;
  inputs.now = 1'795'348'800'000'000;  // 2026-11-22T12:00:00Z
  inputs.today = inputs.zone.DateOf(inputs.now);
  return inputs;
}

Value SomeValue(const Engine& engine, csip::value::TableIndex t, csip::value::ColumnIndex c, uint8_t byte) {
  if (byte % 7 == 0) return {};
  auto person = [&](uint8_t n) { return Value::Row({1, engine.Rows(1)[n % engine.Rows(1).size()]}); };
  switch (engine.compiled().storage[t][c]) {
    case csip::value::Storage::kBool:
      return Value::Bool(byte % 2 == 0);
    case csip::value::Storage::kNumber:
      return Value::Number(byte % 16 == 1 ? 0.1 * byte : byte - 100.0);
    case csip::value::Storage::kDate:
      return Value::Date(engine.inputs().today - byte);
    case csip::value::Storage::kText:
      return Value::Text(c == 5 ? (byte % 2 == 0 ? "Open" : "Closed") : byte % 3 == 0 ? "Ada" : "b");
    case csip::value::Storage::kTexts:
      return Value::List({Value::Text(byte % 2 == 0 ? "Red" : "Green")});
    case csip::value::Storage::kRow:
      return person(byte);
    case csip::value::Storage::kRows:
      return Value::List({person(byte)});
    default:
      return {};
  }
}

bool CanBeSet(const Engine& engine, csip::value::TableIndex t, csip::value::ColumnIndex c) {
  const auto& table = engine.compiled().blueprint.tables[t];
  return c < table.columns.size() && !table.columns[c].computed() &&
         engine.compiled().storage[t][c] != csip::value::Storage::kNone;
}

void FillRow(Engine& engine, csip::value::TableIndex t, csip::value::RowSlot row, uint8_t byte) {
  for (csip::value::ColumnIndex c = 0; c < engine.compiled().blueprint.tables[t].columns.size(); ++c) {
    if (CanBeSet(engine, t, c))
      engine.SetCell(t, c, row, SomeValue(engine, t, c, static_cast<uint8_t>(byte * 37 + c * 11)));
  }
}

void Edit(Engine& engine, csip::base::FuzzInput& edits, int64_t* next_number) {
  uint8_t what = edits.Byte();
  auto t = static_cast<csip::value::TableIndex>(what % 2);
  auto rows = engine.Rows(t);
  auto row = rows[edits.Byte() % rows.size()];
  engine.Begin();
  if (what % 16 == 15) {
    FillRow(engine, t, engine.InsertRow(t, ++*next_number, 0), edits.Byte());
  } else if (what % 16 == 14 && rows.size() > 1) {
    engine.DeleteRow(t, row);
  } else if (what % 16 == 13) {
    engine.SetTime(engine.inputs().now + int64_t{edits.Byte()} * 3'600'000'000);
  } else {
    auto c = static_cast<csip::value::ColumnIndex>(edits.Byte() % 8);
    if (CanBeSet(engine, t, c)) engine.SetCell(t, c, row, SomeValue(engine, t, c, edits.Byte()));
  }
  if (what >= 240) {
    engine.Rollback();
  } else {
    engine.Finish();
  }
}

void MustEqualReference(const Engine& engine, std::string_view formula) {
  auto wrong = csip::engine::CompareWithReference(engine, 1);
  if (!wrong.empty()) MustHold(false, wrong[0], formula);
}

// Whether the plain evaluator needs little for every row: the engine's own budget is made for large tables.
bool IsCheap(const Engine& engine, const csip::formula::Bound& bound) {
  csip::engine::Reference reference(&engine);
  for (auto row : engine.Rows(0)) {
    csip::formula::Evaluation evaluation(engine.compiled().catalog, reference, engine.inputs(),
                                         {.steps = 20'000, .bytes = 1 << 18, .depth = 256});
    evaluation.Run(*bound.root, {0, row});
    if (evaluation.spent()) return false;
  }
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 2000) return 0;
  static const csip::blueprint::Blueprint base = csip::blueprint::ReadText(kBlueprint).blueprint;
  static const std::shared_ptr<const csip::blueprint::Compiled> plain =
      csip::blueprint::Compile(base).compiled;
  MustHold(plain != nullptr && base.tables[0].columns[kFormula].name == "Formula", "the blueprint compiles");
  csip::base::FuzzInput input(data, size);
  std::string formula(input.Line());
  auto bound = csip::formula::Bind(formula, {.catalog = &plain->catalog, .table = 0});
  if (!bound.ok()) return 0;

  csip::blueprint::Blueprint blueprint = base;
  blueprint.tables[0].columns[kFormula].formula.text = formula;
  auto compiled = csip::blueprint::Compile(std::move(blueprint)).compiled;
  if (compiled == nullptr) return 0;  // it reads itself
  Engine engine(compiled, Inputs());
  engine.FinishLoad();
  engine.Recompute();
  int64_t next_number = 0;
  for (csip::value::TableIndex t : {1, 0}) {
    for (size_t i = 0; i < kRows; ++i) {
      // The first rows of a table have nobody to point to.
      engine.Begin();
      auto row = engine.InsertRow(t, ++next_number, 0);
      engine.Finish();
      engine.Begin();
      FillRow(engine, t, row, static_cast<uint8_t>(i));
      engine.Finish();
      if (t == 0 && i == 0 && !IsCheap(engine, bound)) return 0;
    }
  }
  MustEqualReference(engine, formula);
  for (int edits = 0; edits < 8 && !input.empty(); ++edits) {
    Edit(engine, input, &next_number);
    if (!IsCheap(engine, bound)) return 0;
    MustEqualReference(engine, formula);
  }
  engine.Recompute();
  MustEqualReference(engine, formula);
  return 0;
}
