// csip_bench --csv DIR [--data DIR]: the workload of one folder of CSV files on csip, as one JSON object.
//
// load_s and start_s go through the product's own commands and store; the engine's figures are taken on an engine filled
// from that store, edits from DIR/edits.csv; pages of views and durable edits over HTTP from a server. Times are medians where the name does not say otherwise.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/commands.h"
#include "app/open_workspace.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/secret.h"
#include "bench/measure_server.h"
#include "transfer/csv_reader.h"
#include "value/exact_sum.h"
#include "view/rows.h"
#include "workspace/what_if.h"

namespace csip {
namespace {

constexpr const char* kToday = "2026-11-22T12:00:00Z";  // the day the workload is made for

template <typename Work>
double Seconds(Work work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double Quantile(std::vector<double> values, double q) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(q * static_cast<double>(values.size())))];
}

double MemoryMb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

void Must(const base::Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "csip_bench: {}\n", status.error().ToString());
  std::exit(1);
}

template <typename T>
T Must(base::Result<T> result) {
  if (!result.ok()) Must(base::Status(result.error()));
  return std::move(result).value();
}

std::unique_ptr<engine::Engine> FillEngine(store::Store& store) {
  auto outcome = blueprint::Compile(*store.blueprint());
  formula::EvalInputs inputs;
  inputs.now = *value::ReadInstant(kToday, inputs.zone);
  inputs.today = inputs.zone.DateOf(inputs.now);
  auto engine = std::make_unique<engine::Engine>(outcome.compiled, inputs);
  engine->UseThreads(std::thread::hardware_concurrency());
  for (value::TableIndex t = 0; t < outcome.compiled->blueprint.tables.size(); ++t) {
    auto visit = [&](value::RowBlock block) {
      for (value::ColumnIndex c = 0; c < block.columns.size(); ++c) {
        if (outcome.compiled->formulas[t][c].ok()) block.columns[c] = value::Cells();
      }
      engine->LoadRows(t, block);
    };
    Must(store.Load(t, visit));
  }
  engine->FinishLoad();
  base::UseLargePages();  // a server does so little by little
  return engine;
}

struct Edits {
  value::TableIndex table = value::kNone;
  value::ColumnIndex column = value::kNone;
  std::vector<std::pair<value::RowSlot, double>> cells;
};

Edits ReadEdits(const engine::Engine& engine, const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  transfer::CsvReader reader(text);
  std::vector<std::string_view> fields;
  const auto& blueprint = engine.compiled().blueprint;
  Edits edits;
  edits.table = *blueprint.FindTable("Platform_Health_Metrics");
  edits.column = *blueprint.tables[edits.table].FindColumn("Current_Value");
  value::ColumnIndex id = *blueprint.tables[edits.table].FindColumn("Metric_ID");
  Must(reader.Next(&fields));
  while (Must(reader.Next(&fields))) {
    auto rows = engine.FindRows(edits.table, id, value::Value::Text(fields[0]));
    if (rows.size() == 1) edits.cells.emplace_back(rows[0], std::stod(std::string(fields[2])));
  }
  return edits;
}

void MeasureEdits(engine::Engine& engine, const std::string& csv, base::JsonWriter* out) {
  const auto& blueprint = engine.compiled().blueprint;
  value::TableIndex accounts = *blueprint.FindTable("Account_Master");
  value::ColumnIndex score = *blueprint.tables[accounts].FindColumn("Health_Score");
  Edits edits = ReadEdits(engine, csv + "/edits.csv");
  std::vector<double> all, changing;
  int loops = std::getenv("LOOP") ? atoi(std::getenv("LOOP")) : 1;
  for (int loop = 0; loop < loops; ++loop)
    for (const auto& [row, number] : edits.cells) {
      engine::Changes changes;
      double seconds = Seconds([&, row = row, number = number] {
        engine.Begin();
        engine.SetCell(edits.table, edits.column, row, value::Value::Number(number * (1 + 0.2 * (loop % 7))));
        changes = engine.Finish();
      });
      all.push_back(seconds * 1e6);
      bool changed = std::any_of(changes.cells.begin(), changes.cells.end(), [&](const auto& cell) {
        return cell.table == accounts && cell.column == score;
      });
      if (changed) changing.push_back(seconds * 1e6);
    }
  out->Field("edit_p50_us", Quantile(all, 0.5));
  out->Field("edit_p99_us", Quantile(all, 0.99));
  out->Field("edit_changing_p50_us", Quantile(changing, 0.5));
}

// What one more question costs: an edit, and another weight, worked out on a branch of their own with all they change, each
// edit after another one that was made.
void MeasureWhatIf(engine::Engine& engine, const std::string& csv, base::JsonWriter* out) {
  const auto& blueprint = engine.compiled().blueprint;
  auto suppose = [&](const workspace::WhatIf& what) {
    return Seconds([&] {
      workspace::Branch branch{.engine = engine.Fork(), .ledger = {}, .sequence = 0};
      branch.ledger.next_row.assign(blueprint.tables.size(), 1);
      branch.ledger.deleted.resize(blueprint.tables.size());
      Must(workspace::Suppose(std::move(branch), access::Actor::System(), what, engine.inputs().now));
    });
  };
  Edits edits = ReadEdits(engine, csv + "/edits.csv");
  std::vector<double> one, weights;
  for (const auto& [row, number] : edits.cells) {
    workspace::WhatIf what;
    workspace::Action action;
    action.table = blueprint.tables[edits.table].id;
    action.rows.push_back({.row = workspace::RowId(engine.RowNumber(edits.table, row)), .cells = {}});
    action.rows[0].cells.push_back(
        {blueprint.tables[edits.table].columns[edits.column].id, base::Json::Number(number * 1.5 + 1)});
    what.edits.actions.push_back(std::move(action));
    engine.Begin();
    engine.SetCell(edits.table, edits.column, edits.cells.back().first,
                   value::Value::Number(static_cast<double>(one.size())));
    engine.Finish();
    one.push_back(suppose(what) * 1e6);
    if (one.size() == 200) break;
  }
  for (int i = 0; i < 5; ++i) {
    workspace::WhatIf what;
    what.weights.push_back({"Account_Master", "Health_Score", {0.35, 0.3 - i * 0.01, 0, ""}, ""});
    weights.push_back(suppose(what) * 1e3);
  }
  out->Field("what_if_edit_us", Quantile(one, 0.5));
  out->Field("what_if_weight_ms", Quantile(weights, 0.5));
}

// What peers compare their own results with.
double HealthSum(const engine::Engine& engine) {
  const auto& blueprint = engine.compiled().blueprint;
  value::TableIndex accounts = *blueprint.FindTable("Account_Master");
  value::ColumnIndex score = *blueprint.tables[accounts].FindColumn("Health_Score");
  value::ExactSum sum;
  for (value::RowSlot row : engine.Rows(accounts)) {
    value::Value v = engine.Get(accounts, score, row);
    if (v.is_number()) sum.Add(v.number());
  }
  return sum.Total();
}

void MeasureEngine(store::Store& store, const std::string& csv, base::JsonWriter* out) {
  auto engine = FillEngine(store);
  engine->Recompute();
  std::vector<double> recomputations, midnights;
  for (int i = 0; i < 5; ++i) recomputations.push_back(Seconds([&] { engine->Recompute(); }) * 1e3);
  out->Field("recompute_ms", Quantile(recomputations, 0.5));
  out->Field("health_sum", HealthSum(*engine));
  out->Field("memory_mb", MemoryMb());
  MeasureEdits(*engine, csv, out);
  if (std::getenv("LOOP")) return;
  MeasureWhatIf(*engine, csv, out);
  for (int day = 1; day <= 3; ++day) {
    midnights.push_back(1e3 * Seconds([&] {
                          engine->Begin();
                          engine->SetTime(engine->inputs().now + base::kMicrosPerDay);
                          engine->Finish();
                        }));
  }
  out->Field("midnight_ms", Quantile(midnights, 0.5));
}

void MeasureDashboard(const workspace::Workspace& workspace, base::JsonWriter* out) {
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) {
    times.push_back(1e3 * Seconds([&] {
                      workspace::Reader reader = workspace.Read();
                      view::RowQuery query;
                      query.table = *reader.blueprint().FindTable("Account_Master");
                      for (const auto& view : reader.blueprint().tables[query.table].views) {
                        if (view.name == "Renewal Risk") query.view = &view;
                      }
                      Must(view::Orders().Get(reader, query));
                    }));
  }
  out->Field("dashboard_ms", Quantile(times, 0.5));
}

int Run(int argc, char** argv) {
  std::string csv, data;
  CLI::App app("Measures csip on a folder of CSV files and prints one JSON object");
  app.add_option("--csv", csv, "Folder of the workload")->required();
  app.add_option("--data", data, "Folder to work in; a temporary one when not given");
  bool loaded = false;
  app.add_flag("--loaded", loaded, "The folder of --data holds the workload already: measure its server only")
      ->needs(app.get_option("--data"));
  CLI11_PARSE(app, argc, argv);
  std::string binary =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "src" / "csip").string();
  bool temporary = data.empty();
  if (temporary)
    data = (std::filesystem::temp_directory_path() / ("csip-bench-" + base::RandomHex(6))).string();
  base::SetLogLevel(base::LogLevel::kError);

  std::string line;
  base::JsonWriter out(&line);
  out.BeginObject();
  if (loaded) {
    bench::MeasureServer(binary, data, csv + "/edits.csv", kToday, &out);
    out.EndObject();
    fmt::print("{}\n", line);
    return 0;
  }
  // What the commands say goes to standard error, so that standard output is one JSON object.
  int saved = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  Must(app::Init({.data = data, .clock = kToday}));
  out.Field("load_s", Seconds([&] { Must(app::Import({.data = data, .csv_dir = csv, .clock = kToday})); }));
  std::fflush(stdout);
  dup2(saved, STDOUT_FILENO);

  auto clock = Must(app::MakeClock(kToday));
  std::unique_ptr<workspace::Workspace> workspace;
  out.Field("start_s", Seconds([&] { workspace = Must(app::OpenWorkspace(data, clock)); }));
  MeasureDashboard(*workspace, &out);
  workspace.reset();
  auto store = Must(store::OpenSqlite({.folder = data, .create = false}));
  MeasureEngine(*store, csv, &out);
  store.reset();
  bench::MeasureServer(binary, data, csv + "/edits.csv", kToday, &out);
  out.EndObject();
  fmt::print("{}\n", line);
  if (temporary) std::filesystem::remove_all(data);
  return 0;
}

}  // namespace
}  // namespace csip

int main(int argc, char** argv) {
  return csip::Run(argc, argv);
}
