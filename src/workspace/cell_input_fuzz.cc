// JSON of a stranger as the value of a cell of every type: taken or refused with words; what was taken and is shown can be
// written back and is the same.
#include "base/fuzz.h"
#include "blueprint/read.h"
#include "workspace/cell_input.h"
#include "workspace/cell_json.h"

using csip::base::MustHold;
using csip::value::Value;

namespace {

constexpr char kBlueprint[] = R"(
name: shop
people: {table: Person, email: Email}
tables:
  - table: Thing
    display: Name
    columns:
      - {name: Thing_ID, type: row-id, formula: '"THI-" & Format(thisRow.RowNumber(), "000")'}
      - {name: Name, type: text}
      - {name: Number, type: number, min: -1000000000000, max: 1000000000000}
      - {name: Money, type: currency}
      - {name: Percent, type: percent}
      - {name: Day, type: date}
      - {name: Moment, type: date-time}
      - {name: Done, type: checkbox}
      - {name: Mail, type: email}
      - {name: Link, type: link}
      - {name: One, type: select, options: [Open, Closed]}
      - {name: Many, type: multi-select, options: [Red, Green]}
      - {name: Other, type: relation, target: Thing}
      - {name: Others, type: multi-relation, target: Thing}
      - {name: Owner, type: person}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email, unique: true}
)";

struct World {
  World() {
    auto read = csip::blueprint::ReadText(kBlueprint);
    MustHold(read.ok(), "the blueprint reads", csip::blueprint::Render(read.errors));
    auto compiled = csip::blueprint::Compile(read.blueprint);
    MustHold(compiled.compiled != nullptr, "the blueprint compiles",
             csip::blueprint::Render(compiled.errors));
    engine = std::make_unique<csip::engine::Engine>(compiled.compiled, csip::formula::EvalInputs{});
    engine->FinishLoad();
    engine->Recompute();
    engine->Begin();
    for (const char* name : {"Ada", "Bo", "1", "true"}) {
      auto row = engine->InsertRow(0, ++number, 0);
      engine->SetCell(0, 1, row, Value::Text(name));
    }
    engine->Finish();
  }
  int64_t number = 0;
  std::unique_ptr<csip::engine::Engine> engine;
  csip::workspace::OptionCache options;
};

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static World world;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  auto json = csip::base::ParseJson(text, {.bytes = 4000, .depth = 32});
  if (!json.ok()) return 0;
  csip::workspace::CellReader reader(world.engine.get(), &world.options);
  const auto& columns = world.engine->compiled().blueprint.tables[0].columns;
  for (csip::value::ColumnIndex c = 0; c < columns.size(); ++c) {
    auto v = reader.Read(0, c, *json, false);
    if (!v.ok()) {
      MustHold(!v.error().ToString().empty(), "a refusal has words");
      continue;
    }
    auto row = world.engine->Rows(0)[0];
    world.engine->Begin();
    world.engine->SetCell(0, c, row, *v);
    world.engine->Finish();
    std::string shown = csip::workspace::CellJson(*world.engine, world.engine->Get(0, c, row));
    auto back = csip::base::ParseJson(shown, {.bytes = shown.size(), .depth = 32});
    MustHold(back.ok(), "a cell is shown as JSON", shown);
    if (columns[c].type->has_target) continue;  // a row is shown by its name, which several may have
    auto again = reader.Read(0, c, *back, false);
    MustHold(again.ok(), "what is shown can be written back",
             columns[c].name + ": " + shown + (again.ok() ? "" : "\n" + again.error().ToString()));
    MustHold(csip::workspace::CellJson(*world.engine, *again) == shown,
             "what is written back is shown the same", columns[c].name + ": " + shown);
  }
  return 0;
}
