// From the store to a running engine.
#include "base/json.h"
#include "base/log.h"
#include "workspace/state.h"

namespace csip::workspace {

using base::Status;
using value::ColumnIndex;
using value::TableIndex;
using value::Value;

namespace {

// The store does not know the type of a column that is computed and nothing else: its cells come back as they look.
Value OfStorage(const Value& raw, value::Storage storage, TableIndex target) {
  using value::Storage;
  auto row = [&](double number) { return Value::Row({target, static_cast<value::RowSlot>(number)}); };
  if (storage == Storage::kBool && raw.is_number()) return Value::Bool(raw.number() != 0);
  if (storage == Storage::kRow && raw.is_number()) return row(raw.number());
  if (!raw.is_text()) return raw;
  if (storage == Storage::kDate) {
    auto day = value::ReadDate(raw.text());
    return day ? Value::Date(*day) : raw;
  }
  if (storage == Storage::kInstant) {
    auto moment = value::ReadInstant(raw.text(), value::Zone());
    return moment ? Value::Instant(*moment) : raw;
  }
  if (storage != Storage::kRows && storage != Storage::kTexts) return raw;
  auto list = base::ParseJson(raw.text());
  if (!list.ok()) return raw;
  std::vector<Value> items;
  for (const base::Json& item : list->items()) {
    if (item.is_number())
      items.push_back(storage == Storage::kRows ? row(item.number()) : Value::Number(item.number()));
    if (item.is_text()) items.push_back(Value::Text(item.text()));
    if (item.is_bool()) items.push_back(Value::Bool(item.boolean()));
  }
  return Value::List(std::move(items));
}

}  // namespace

base::Status Workspace::State::LoadRows(engine::Engine* engine) {
  const auto& tables = engine->compiled().blueprint.tables;
  ledger_ = Ledger();
  for (TableIndex t = 0; t < tables.size(); ++t) {
    std::vector<uint8_t> untyped;
    for (const auto& column : tables[t].columns) untyped.push_back(column.type->name == "computed" ? 1 : 0);
    CSIP_RETURN_IF_ERROR(store_->Load(
        t, [&](int64_t row, base::Micros created, base::Micros modified, std::span<Value> cells) {
          value::RowSlot slot = engine->LoadRow(t, row, created, modified);
          for (ColumnIndex c = 0; c < cells.size(); ++c) {
            if (untyped[c] == 0) {
              engine->LoadCell(t, c, slot, cells[c]);
            } else {
              TableIndex target = engine->compiled().catalog.tables[t].columns[c].type.table;
              engine->LoadCell(t, c, slot, OfStorage(cells[c], engine->compiled().storage[t][c], target));
            }
          }
        }));
    CSIP_ASSIGN_OR_RETURN(int64_t next, store_->NextRow(t));
    CSIP_ASSIGN_OR_RETURN(auto deleted, store_->DeletedRows(t));
    ledger_.next_row.push_back(next);
    ledger_.deleted.emplace_back(deleted.begin(), deleted.end());
  }
  engine->FinishLoad();
  CSIP_ASSIGN_OR_RETURN(ledger_.overrides, store_->Overrides());
  for (const store::Override& o : ledger_.overrides) {
    if (auto row = engine->FindRow(o.table, o.row)) engine->LoadOverride(o.table, o.column, *row, o.value);
  }
  return {};
}

base::Status Workspace::State::Load() {
  auto blueprint = store_->blueprint();
  if (!blueprint) {
    return base::Error{base::Code::kNotFound, "the data folder holds no workspace; make one with csip init"};
  }
  auto outcome = blueprint::Compile(*blueprint);
  if (outcome.compiled == nullptr) {
    return base::Error{
        base::Code::kCorrupt,
        "the stored blueprint does not compile: " +
            (outcome.errors.empty() ? std::string("unknown reason") : outcome.errors.front().ToString())};
  }
  formula::EvalInputs inputs;
  CSIP_ASSIGN_OR_RETURN(inputs.zone, value::Zone::Find(blueprint->time_zone));
  inputs.now = FloorToMinute(clock_->Now());
  inputs.today = inputs.zone.DateOf(inputs.now);
  auto engine = std::make_unique<engine::Engine>(outcome.compiled, inputs);
  CSIP_RETURN_IF_ERROR(LoadRows(engine.get()));
  options_.Clear();
  sequence_ = store_->last_sequence();
  engine_ = std::move(engine);
  broken_ = false;
  events_.SetLast(sequence_);
  // The stored computed values are of the last commit: a day may have passed, or a formula may have changed.
  engine_->Begin();
  engine_->MarkEverything();
  engine::Changes changes = engine_->Finish();
  if (changes.cells.empty()) return {};
  Job job;
  job.actor = access::Actor::System();
  job.request.cause = "recompute";
  store::Transaction transaction = MakeTransaction(job, changes, sequence_ + 1, clock_->Now());
  Status stored = store_->Commit({&transaction, 1});
  if (stored.ok()) {
    sequence_ = transaction.sequence;
    events_.SetLast(sequence_);
  } else {
    // Reading works without it; the next start tries again.
    base::Log(base::LogLevel::kWarning, "recomputed_values_not_stored", {{"error", stored.error().message}});
  }
  return {};
}

}  // namespace csip::workspace
