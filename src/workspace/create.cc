// A new workspace: the blueprint, and the options of its select columns as rows.
#include "workspace/state.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using value::Value;

namespace {

store::RowWrite OptionRow(value::TableIndex table, int64_t number, base::Micros now,
                          const blueprint::Table& owner, const blueprint::Column& column, size_t position) {
  const blueprint::Option& option = column.options[position];
  store::RowWrite row{.kind = store::RowWrite::Kind::kInsert,
                      .table = table,
                      .row = number,
                      .created_at = now,
                      .modified_at = now};
  const Value cells[] = {Value::Text(owner.name), Value::Text(column.name), Value::Text(option.name),
                         Value::Number(static_cast<double>(position + 1)), Value::Text(option.color)};
  for (value::ColumnIndex c = 0; c < std::size(cells); ++c) {
    if (!cells[c].is_blank()) row.cells.push_back({.column = c, .after = cells[c]});
  }
  return row;
}

}  // namespace

base::Result<std::unique_ptr<Workspace>> Workspace::Create(Options options, blueprint::Blueprint blueprint) {
  if (options.store->blueprint()) {
    return base::Error{base::Code::kConflict, "the data folder holds a workspace already"};
  }
  auto outcome = blueprint::Compile(blueprint);
  if (outcome.compiled == nullptr) {
    return outcome.errors.empty() ? base::Invalid("the blueprint does not compile") : outcome.errors.front();
  }
  store::Transaction transaction{.sequence = options.store->last_sequence() + 1,
                                 .time = options.clock->Now(),
                                 .actor = "system",
                                 .reason = "new workspace",
                                 .cause = "blueprint"};
  auto table = blueprint.FindTable(blueprint::kOptionsTable);
  int64_t number = 1;
  for (const auto& owner : blueprint.tables) {
    for (const auto& column : owner.columns) {
      for (size_t i = 0; table && i < column.options.size(); ++i) {
        transaction.rows.push_back(OptionRow(*table, number++, transaction.time, owner, column, i));
      }
    }
  }
  transaction.blueprint = std::make_shared<blueprint::Blueprint>(std::move(blueprint));
  CSIP_RETURN_IF_ERROR(options.store->Commit({&transaction, 1}));
  return Open(std::move(options));
}

}  // namespace csip::workspace
