#include <fmt/format.h>

#include <filesystem>

#include "app/blueprint_folder.h"
#include "app/commands.h"
#include "app/open_workspace.h"
#include "blueprint/amendment.h"
#include "blueprint/sample.h"

namespace csip::app {
namespace {

using blueprint::Compiled;
using blueprint::SampleRow;

base::Result<std::vector<SampleRow>> ReadSampleRows(const InitOptions& options, const std::string& folder,
                                                    const Compiled& compiled, base::Micros now) {
  if (options.sample.empty()) return std::vector<SampleRow>();
  formula::EvalInputs inputs;
  CSIP_ASSIGN_OR_RETURN(inputs.zone, value::Zone::Find(compiled.blueprint.time_zone));
  inputs.now = now;
  inputs.today = inputs.zone.DateOf(now);
  return blueprint::ReadSample(folder, options.sample, compiled, inputs);
}

bool IsRelation(const blueprint::Column& column) {
  return column.type->storage == value::Storage::kRow || column.type->storage == value::Storage::kRows;
}

// All rows first, then the links between them, so that a row may link to a later one. Cells that follow an edit by
// themselves are written again with the links, which are such an edit.
base::Result<workspace::Request> MakeRequest(const Compiled& compiled, std::vector<SampleRow> rows,
                                             store::Store& store) {
  const auto& tables = compiled.blueprint.tables;
  std::map<value::TableIndex, int64_t> next;
  workspace::Request request{.reason = "sample rows", .cause = "sample"};
  std::vector<workspace::Action> links;
  for (SampleRow& sample : rows) {
    auto [number, first] = next.try_emplace(sample.table, 0);
    if (first) {
      CSIP_ASSIGN_OR_RETURN(number->second, store.NextRow(sample.table));
    }
    const blueprint::Table& table = tables[sample.table];
    workspace::RowInput row{.row_number = number->second};
    workspace::RowInput link{.row = workspace::RowId(number->second++)};
    bool automatic = false, linked = false;
    for (auto& [c, json] : sample.cells) {
      const blueprint::Column& column = table.columns[c];
      automatic = automatic || column.type->automatic;
      linked = linked || IsRelation(column);
      if (!IsRelation(column)) row.cells.push_back({column.id, json});
      if (IsRelation(column) || column.type->automatic) link.cells.push_back({column.id, std::move(json)});
    }
    auto add = [&](std::vector<workspace::Action>& actions, workspace::RowInput input) {
      if (actions.empty() || actions.back().table != table.id || actions.back().trusted != automatic) {
        actions.push_back({.table = table.id, .trusted = automatic});
      }
      actions.back().rows.push_back(std::move(input));
    };
    add(request.actions, std::move(row));
    if (linked) add(links, std::move(link));
  }
  std::move(links.begin(), links.end(), std::back_inserter(request.actions));
  return request;
}

void RemoveStore(const std::string& data) {
  std::error_code ignored;
  for (const char* name : {"csip.db", "csip.db-wal", "csip.db-shm", "access.db", "csip.lock"}) {
    std::filesystem::remove(std::filesystem::path(data) / name, ignored);
  }
}

base::Result<size_t> Fill(const InitOptions& options, std::unique_ptr<store::Store> store,
                          const Compiled& compiled, std::vector<SampleRow> rows,
                          std::shared_ptr<base::Clock> clock) {
  size_t count = rows.size();
  CSIP_ASSIGN_OR_RETURN(
      std::unique_ptr<workspace::Workspace> workspace,
      workspace::Workspace::Create({std::move(store), std::move(clock)}, compiled.blueprint));
  if (count == 0) return count;
  CSIP_ASSIGN_OR_RETURN(workspace::Request request,
                        MakeRequest(compiled, std::move(rows), workspace->store()));
  auto outcome = workspace->Commit(access::Actor::System(), std::move(request));
  if (outcome.ok()) return count;
  base::Error error = outcome.error();
  error.message = fmt::format("the sample `{}` does not load: {}", options.sample, error.message);
  return error;
}

// The store makes the data folder itself, but not the folders it stands in.
base::Status MakeParent(const std::string& data) {
  std::filesystem::path parent = std::filesystem::absolute(data).parent_path();
  std::error_code failed;
  std::filesystem::create_directories(parent, failed);
  if (!failed) return {};
  return base::Error{base::Code::kUnavailable,
                     fmt::format("cannot make the folder `{}`: {}", parent.string(), failed.message())};
}

}  // namespace

base::Status Init(const InitOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<BlueprintFolder> folder, BlueprintFolder::Open(options.blueprint));
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<const Compiled> compiled, CompileFolder(folder->path()));
  if (!options.amendments.empty()) {
    std::set<std::string> on = blueprint::AmendmentsOn(compiled->blueprint);
    on.merge(AmendmentIds(compiled->blueprint, options.amendments));
    CSIP_ASSIGN_OR_RETURN(blueprint::Blueprint amended, blueprint::SwitchAmendments(compiled->blueprint, on));
    blueprint::CompileOutcome outcome = blueprint::Compile(std::move(amended));
    if (outcome.compiled == nullptr) return outcome.errors.front();
    compiled = outcome.compiled;
  }
  CSIP_ASSIGN_OR_RETURN(std::vector<SampleRow> rows,
                        ReadSampleRows(options, folder->path(), *compiled, clock->Now()));
  CSIP_RETURN_IF_ERROR(MakeParent(options.data));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<store::Store> store, store::OpenSqlite({options.data}));
  if (store->blueprint()) {
    return base::Error{
        base::Code::kConflict,
        fmt::format("the data folder `{}` holds a workspace already; it was left as it is", options.data)};
  }
  auto filled = Fill(options, std::move(store), *compiled, std::move(rows), clock);
  if (!filled.ok()) {
    RemoveStore(options.data);  // there was no workspace before, and there is none now
    return filled.error();
  }
  fmt::print("`{}` holds {} with {} tables and {} sample rows\n", options.data, compiled->blueprint.title,
             compiled->blueprint.tables.size(), *filled);
  return {};
}

}  // namespace csip::app
