// csip export: a CSV file per table, with computed columns. Importing the files into an empty workspace gives the same rows.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/commands.h"
#include "app/csv_writer.h"
#include "app/import_reader.h"
#include "app/open_workspace.h"
#include "app/row_id_formula.h"
#include "value/display.h"

namespace csip::app {
namespace {

namespace fs = std::filesystem;
using value::Value;

class Exporter {
 public:
  explicit Exporter(const workspace::Reader& reader)
      : engine_(reader.engine()), blueprint_(reader.blueprint()) {}

  std::string Table(value::TableIndex t) {
    const blueprint::Table& table = blueprint_.tables[t];
    bool has_ids = RowIdOf(t).has_value();
    std::vector<std::string> fields;
    if (!has_ids) fields.push_back("_row");
    for (const blueprint::Column& column : table.columns) fields.push_back(column.name);
    std::string out;
    AppendCsvRecord(fields, &out);
    for (value::RowSlot row : engine_.Rows(t)) {
      fields.clear();
      if (!has_ids) fields.push_back(workspace::RowId(engine_.RowNumber(t, row)));
      for (value::ColumnIndex c = 0; c < table.columns.size(); ++c)
        fields.push_back(Text(engine_.Get(t, c, row)));
      AppendCsvRecord(fields, &out);
    }
    return out;
  }

 private:
  std::string Text(const Value& v) {
    if (v.is_row()) return NameOf(v.row());
    if (v.is_list()) {
      std::vector<std::string> items;
      for (const Value& item : v.items()) items.push_back(Text(item));
      return JoinItems(items);
    }
    if (v.is_instant()) return value::FormatInstant(v.instant());
    return value::ToText(v, value::Zone(), nullptr);
  }

  // The row's name where it names no other row and reads as nothing else; otherwise its id.
  std::string NameOf(value::RowRef row) {
    std::string name = engine_.NameOf(row);
    auto [names, first] = names_.try_emplace(row.table);
    if (first) {
      for (value::RowSlot slot : engine_.Rows(row.table)) ++names->second[engine_.NameOf({row.table, slot})];
    }
    const auto& row_id = RowIdOf(row.table);
    bool plain = !name.empty() && names->second[name] == 1 &&
                 name.find_first_of(";,[") == std::string::npos && name.front() != ' ' &&
                 name.back() != ' ' && !workspace::ReadRowId(name) && !(row_id && row_id->NumberOf(name));
    if (plain) return name;
    int64_t number = engine_.RowNumber(row.table, row.slot);
    return row_id ? row_id->TextOf(number) : workspace::RowId(number);
  }

  const std::optional<RowIdFormula>& RowIdOf(value::TableIndex t) {
    auto [at, first] = row_ids_.try_emplace(t);
    if (first) at->second = RowIdFormula::Of(engine_.compiled(), t);
    return at->second;
  }

  const engine::Engine& engine_;
  const blueprint::Blueprint& blueprint_;
  std::map<value::TableIndex, std::unordered_map<std::string, int>> names_;  // how many rows have the name
  std::map<value::TableIndex, std::optional<RowIdFormula>> row_ids_;
};

base::Status WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out) return {};
  return base::Error{base::Code::kUnavailable,
                     fmt::format("cannot write `{}`; is there room for it?", path.string())};
}

// A table may be called anything; a file may not.
std::string FileNameOf(const blueprint::Table& table) {
  bool plain = !table.name.empty() && table.name.front() != '.' &&
               table.name.find('/') == std::string::npos && table.name.find('\0') == std::string::npos;
  return (plain ? table.name : table.id) + ".csv";
}

}  // namespace

base::Status Export(const ExportOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(""));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace, OpenWorkspace(options.data, clock));
  std::error_code failed;
  fs::create_directories(options.out, failed);
  if (failed) {
    return base::Error{base::Code::kUnavailable,
                       fmt::format("cannot make the folder `{}`: {}", options.out, failed.message())};
  }
  workspace::Reader reader = workspace->Read();
  Exporter exporter(reader);
  size_t rows = 0;
  for (value::TableIndex t = 0; t < reader.blueprint().tables.size(); ++t) {
    const blueprint::Table& table = reader.blueprint().tables[t];
    CSIP_RETURN_IF_ERROR(WriteFile(fs::path(options.out) / FileNameOf(table), exporter.Table(t)));
    rows += reader.engine().RowCount(t);
  }
  fmt::print("{} rows of {} tables are in `{}`\n", rows, reader.blueprint().tables.size(), options.out);
  return {};
}

}  // namespace csip::app
