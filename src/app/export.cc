// csip export: a CSV file per table, with computed columns. Importing the files into an empty workspace gives the same rows.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "app/commands.h"
#include "app/open_workspace.h"
#include "transfer/cell_texts.h"
#include "transfer/csv_writer.h"

namespace csip::app {
namespace {

namespace fs = std::filesystem;

class Exporter {
 public:
  explicit Exporter(const workspace::Reader& reader)
      : engine_(reader.engine()), blueprint_(reader.blueprint()), texts_(engine_) {}

  std::string Table(value::TableIndex t) {
    const blueprint::Table& table = blueprint_.tables[t];
    bool has_ids = texts_.RowIdOf(t).has_value();
    std::vector<std::string> fields;
    if (!has_ids) fields.push_back("_row");
    for (const blueprint::Column& column : table.columns) fields.push_back(column.name);
    std::string out;
    transfer::AppendCsvRecord(fields, &out);
    for (value::RowSlot row : engine_.Rows(t)) {
      fields.clear();
      if (!has_ids) fields.push_back(workspace::RowId(engine_.RowNumber(t, row)));
      for (value::ColumnIndex c = 0; c < table.columns.size(); ++c)
        fields.push_back(texts_.Text(engine_.Get(t, c, row)));
      transfer::AppendCsvRecord(fields, &out);
    }
    return out;
  }

 private:
  const engine::Engine& engine_;
  const blueprint::Blueprint& blueprint_;
  transfer::CellTexts texts_;
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
