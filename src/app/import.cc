// csip import: reads all files, checks everything, then writes all of it in one transaction, or nothing.
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "app/commands.h"
#include "app/open_workspace.h"
#include "base/text.h"
#include "transfer/import_links.h"
#include "transfer/import_reader.h"

namespace csip::app {
namespace {

namespace fs = std::filesystem;
using transfer::ImportedRow;
using transfer::ImportedTable;
using transfer::ImportLinker;
using transfer::ImportReader;
using transfer::KnownOptions;
using transfer::Problems;

struct SourceFile {
  fs::path path;
  value::TableIndex table = value::kNone;
  size_t bytes = 0;
};

// How far we are, on one line of a terminal; silent elsewhere.
class ProgressBar {
 public:
  explicit ProgressBar(size_t total)
      : total_(std::max<size_t>(total, 1)), shown_(isatty(STDERR_FILENO) != 0) {}
  ~ProgressBar() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }
  void Show(size_t done, const std::string& words) {
    if (!shown_) return;
    constexpr size_t kWidth = 30;
    size_t filled = std::min(done * kWidth / total_, kWidth);
    fmt::print(stderr, "\r\x1b[K[{}{}] {:3}% {}", std::string(filled, '#'), std::string(kWidth - filled, '.'),
               std::min<size_t>(done * 100 / total_, 100), words);
    std::fflush(stderr);
  }

 private:
  size_t total_;
  bool shown_;
};

// The CSV files of tables; the options first, since other files use them. Others are told of and skipped.
base::Result<std::vector<SourceFile>> FindFiles(const std::string& folder,
                                                const blueprint::Blueprint& blueprint) {
  std::error_code failed;
  std::vector<std::string> names;
  for (const auto& table : blueprint.tables) names.push_back(table.name);
  std::vector<SourceFile> files;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (base::ToLowerAscii(entry.path().extension().string()) == ".csv") paths.push_back(entry.path());
  }
  if (failed) return base::NotFound(fmt::format("cannot read the folder `{}`: {}", folder, failed.message()));
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    std::string name = path.stem().string();
    if (auto table = blueprint.FindTable(name)) {
      auto bytes = fs::file_size(path, failed);
      files.push_back({path, *table, failed ? 0 : static_cast<size_t>(bytes)});
    } else {
      fmt::print(stderr, "csip: {} is skipped: there is no table `{}`{}\n", path.filename().string(), name,
                 base::DidYouMean(name, names));
    }
  }
  if (files.empty())
    return base::NotFound(fmt::format("`{}` holds no CSV file that is named like a table", folder));
  auto options = blueprint.FindTable(blueprint::kOptionsTable);
  std::stable_partition(files.begin(), files.end(),
                        [&](const SourceFile& f) { return options && f.table == *options; });
  return files;
}

struct FileText {
  std::unique_ptr<char[]> bytes;
  size_t size = 0;
  std::string_view view() const { return {bytes.get(), size}; }
};

base::Result<FileText> ReadFile(const SourceFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  FileText text;
  size_t room = 0;
  while (in) {
    // One byte more than it should be, which shows its end.
    size_t more = room == 0 ? file.bytes + 1 : room * 2;
    if (text.size == room) {
      auto bytes = std::make_unique_for_overwrite<char[]>(more);
      std::copy_n(text.bytes.get(), text.size, bytes.get());
      text.bytes = std::move(bytes);
      room = more;
    }
    in.read(text.bytes.get() + text.size, static_cast<std::streamsize>(room - text.size));
    text.size += static_cast<size_t>(in.gcount());
  }
  if (in.bad() || !in.is_open()) return base::NotFound(fmt::format("cannot read `{}`", file.path.string()));
  return text;
}

// Options that come with the import count for its other files.
void AddOptions(const blueprint::Blueprint& blueprint, const ImportedTable& imported, KnownOptions& options) {
  const blueprint::Table& declared = blueprint.tables[imported.table];
  if (declared.name != blueprint::kOptionsTable || declared.columns.size() < 3) return;
  size_t cells[] = {imported.Find(0), imported.Find(1), imported.Find(2)};
  for (size_t row = 0; row < imported.rows.size(); ++row) {
    std::string texts[3];
    for (size_t i = 0; i < 3; ++i) {
      if (value::Value cell = imported.Cell(cells[i], row); cell.is_text()) texts[i] = cell.text();
    }
    auto table = blueprint.FindTable(texts[0]);
    auto column = table ? blueprint.tables[*table].FindColumn(texts[1]) : std::nullopt;
    if (column && !imported.rows[row].bad) options[{*table, *column}].push_back(texts[2]);
  }
}

// Reads files side by side, the largest first. The tables, and what is wrong with them, come out in the order of the files.
class FilesReader {
 public:
  FilesReader(const std::vector<SourceFile>& files, const engine::Engine& engine, ProgressBar& bar)
      : files_(files), engine_(engine), bar_(bar), read_(files.size()) {}

  base::Result<std::vector<ImportedTable>> Run(Problems& problems) {
    options_ = transfer::OptionsIn(engine_);
    size_t first = 0;  // the options, which come first, count for the others
    while (first < files_.size() && IsOptions(files_[first])) {
      ReadOne(first);
      AddOptions(engine_.compiled().blueprint, read_[first].table, options_);
      ++first;
    }
    for (size_t i = first; i < files_.size(); ++i) order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](size_t a, size_t b) { return files_[a].bytes > files_[b].bytes; });
    std::vector<std::thread> others;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
      others.emplace_back([this] { ReadSome(); });
    ReadSome();
    for (std::thread& thread : others) thread.join();
    std::vector<ImportedTable> tables;
    for (FileRead& read : read_) {
      if (!read.status.ok()) return read.status.error();
      problems.Add(read.problems);
      tables.push_back(std::move(read.table));
    }
    return tables;
  }

 private:
  struct FileRead {
    base::Status status;
    ImportedTable table;
    Problems problems;
  };

  bool IsOptions(const SourceFile& file) const {
    return engine_.compiled().blueprint.tables[file.table].name == blueprint::kOptionsTable;
  }

  void ReadSome() {
    for (size_t i = next_++; i < order_.size(); i = next_++) ReadOne(order_[i]);
  }

  void ReadOne(size_t i) {
    const SourceFile& file = files_[i];
    FileRead& out = read_[i];
    auto text = ReadFile(file);
    if (!text.ok()) {
      out.status = text.error();
      return;
    }
    std::string name = file.path.filename().string();
    ImportReader reader(engine_, options_, out.problems);
    size_t told = 0;
    out.table = reader.Read(file.table, name, text->view(), [&](size_t bytes) {
      std::lock_guard lock(mutex_);
      done_ += bytes - std::exchange(told, bytes);
      bar_.Show(done_, name);
      return true;
    });
  }

  const std::vector<SourceFile>& files_;
  const engine::Engine& engine_;
  ProgressBar& bar_;
  KnownOptions options_;
  std::vector<FileRead> read_;
  std::vector<size_t> order_;
  std::atomic<size_t> next_ = 0;
  std::mutex mutex_;
  size_t done_ = 0;  // bytes
};

base::Error Refuse(const Problems& problems) {
  return base::Invalid(
      fmt::format("nothing was loaded, {} problem{}:\n{}with --partial the good rows are loaded all the same",
                  problems.count(), problems.count() == 1 ? "" : "s", problems.Render()));
}

void PrintSummary(const blueprint::Blueprint& blueprint, const std::vector<ImportedTable>& tables) {
  size_t all = 0;
  for (const ImportedTable& table : tables) {
    auto good =
        std::count_if(table.rows.begin(), table.rows.end(), [](const ImportedRow& row) { return !row.bad; });
    size_t bad = table.rows.size() - static_cast<size_t>(good);
    all += static_cast<size_t>(good);
    fmt::print("{}: {} rows{}\n", blueprint.tables[table.table].name, good,
               bad == 0 ? "" : fmt::format(", {} left out", bad));
  }
  fmt::print("{} rows loaded\n", all);
}

}  // namespace

base::Status Import(const ImportOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::shared_ptr<base::Clock> clock, MakeClock(options.clock));
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<workspace::Workspace> workspace,
                        OpenWorkspace(options.data, clock, true));
  Problems problems;
  std::vector<ImportedTable> tables;
  workspace::Request request;
  {
    workspace::Reader reader = workspace->Read();
    CSIP_ASSIGN_OR_RETURN(std::vector<SourceFile> files, FindFiles(options.csv_dir, reader.blueprint()));
    size_t bytes = 0;
    for (const SourceFile& file : files) bytes += file.bytes;
    ProgressBar bar(bytes);
    CSIP_ASSIGN_OR_RETURN(tables, FilesReader(files, reader.engine(), bar).Run(problems));
    bar.Show(bytes, "linking");
    ImportLinker linker(reader.engine(), tables, problems);
    CSIP_RETURN_IF_ERROR(linker.NumberRows(workspace->store()));
    linker.ResolveLinks();
    linker.CheckUnique();
    if (options.partial) linker.LeaveOutOrphans();
    if (problems.count() > 0 && !options.partial) return Refuse(problems);
    request = linker.MakeRequest();
  }
  {
    ProgressBar bar(1);
    bar.Show(1, "saving");
    auto outcome = workspace->Commit(access::Actor::System(), std::move(request));
    if (!outcome.ok()) return outcome.error();
  }
  if (problems.count() > 0) fmt::print(stderr, "csip: left out:\n{}", problems.Render());
  workspace::Reader reader = workspace->Read();
  PrintSummary(reader.blueprint(), tables);
  return {};
}

}  // namespace csip::app
