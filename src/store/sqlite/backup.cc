#include "store/backup.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

#include "base/json.h"
#include "base/secret.h"
#include "store/blob_folder.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/migration.h"
#include "store/sqlite/tar_file.h"
#include "store/sqlite/whole_file.h"
#include "value/civil.h"

namespace csip::store {

using base::Code;
using base::Error;
using base::Result;
using base::Status;
using sqlite::Connection;
using sqlite::WholeFile;

namespace fs = std::filesystem;

namespace {

// 2: with attached files. A backup without any says 1, which older programs restore too.
constexpr int64_t kBackupFormat = 2;
constexpr size_t kLargestManifest = size_t{256} << 20;
constexpr const char* kManifest = "manifest.json";
constexpr const char* kDatabases[] = {"csip.db", "access.db"};

bool IsDatabase(std::string_view name) {
  return std::find(std::begin(kDatabases), std::end(kDatabases), name) != std::end(kDatabases);
}

// "files/<sha256>".
bool IsBlob(std::string_view name) {
  std::string_view folder = BlobFolder::kName;
  return name.starts_with(folder) && name.size() > folder.size() && name[folder.size()] == '/' &&
         BlobFolder::IsBlobName(name.substr(folder.size() + 1));
}

// The blobs of a data folder, in order; there are none before the first file.
std::vector<std::string> BlobsIn(const std::string& data) {
  std::vector<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(data + "/" + BlobFolder::kName, none)) {
    std::string name = std::string(BlobFolder::kName) + "/" + entry.path().filename().string();
    if (IsBlob(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Status MakeBlobFolder(const std::string& data) {
  std::string path = data + "/" + BlobFolder::kName;
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", path, std::strerror(errno))};
}

Status CopyFile(const std::string& from, const std::string& to) {
  CSIP_ASSIGN_OR_RETURN(WholeFile in, WholeFile::Open(from));
  CSIP_ASSIGN_OR_RETURN(int64_t size, in.Size());
  CSIP_ASSIGN_OR_RETURN(WholeFile out, WholeFile::Create(to));
  CSIP_RETURN_IF_ERROR(in.CopyTo(out, size));
  return out.Sync();
}

bool IsTar(const std::string& path) {
  return path.ends_with(".tar");
}

std::string WithoutSlash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::string ParentOf(const std::string& path) {
  std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

Error Damaged(const std::string& backup, const std::string& why) {
  return {Code::kCorrupt, fmt::format("the backup `{}` is damaged: {}; use another one", backup, why)};
}

// A folder for work under way; it goes with its owner unless it was moved away.
class Workshop {
 public:
  static Result<std::unique_ptr<Workshop>> Open(const std::string& beside) {
    std::string path = fmt::format("{}.partial-{}", beside, base::RandomHex(4));
    if (mkdir(path.c_str(), 0700) != 0) {
      return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", path, std::strerror(errno))};
    }
    return std::unique_ptr<Workshop>(new Workshop(path));
  }
  ~Workshop() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

  // All that is in it is durable; now it gets its name. An empty folder there gives way.
  Status MoveTo(const std::string& path) {
    CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(path_));
    if (std::rename(path_.c_str(), path.c_str()) != 0) {
      return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", path, std::strerror(errno))};
    }
    return sqlite::SyncFolder(ParentOf(path));
  }

 private:
  explicit Workshop(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

Status CopyDatabase(const std::string& from, const std::string& to) {
  CSIP_ASSIGN_OR_RETURN(auto source, Connection::Open(from, Connection::Mode::kReader));
  CSIP_RETURN_IF_ERROR(source->CopyTo(to));
  CSIP_ASSIGN_OR_RETURN(WholeFile copy, WholeFile::Open(to));
  return copy.Sync();
}

Result<int64_t> SequenceIn(const std::string& folder) {
  CSIP_ASSIGN_OR_RETURN(auto copy, Connection::Open(folder + "/csip.db", Connection::Mode::kReader));
  return copy->QueryInteger("SELECT max(sequence) FROM csip_transactions");
}

std::string WriteManifest(const BackupInfo& info, const std::string& program) {
  std::string json;
  base::JsonWriter out(&json);
  bool with_files = info.files.size() > std::size(kDatabases);
  out.BeginObject()
      .Field("format", with_files ? kBackupFormat : int64_t{1})
      .Field("program", program)
      .Field("createdAt", info.created_at);
  out.Field("sequence", info.sequence).Key("files").BeginArray();
  for (const BackupFile& file : info.files) {
    out.BeginObject().Field("name", file.name).Field("bytes", file.digest.bytes);
    out.Field("sha256", file.digest.sha256).EndObject();
  }
  out.EndArray().EndObject();
  return json + "\n";
}

Result<BackupInfo> ReadManifest(const std::string& folder, const std::string& backup) {
  auto file = WholeFile::Open(folder + "/" + kManifest);
  if (!file.ok()) {
    return base::NotFound(fmt::format("`{}` is no backup of csip: it has no {}", backup, kManifest));
  }
  CSIP_ASSIGN_OR_RETURN(int64_t bytes, file->Size());
  if (static_cast<size_t>(bytes) > kLargestManifest) return Damaged(backup, "its manifest.json is too large");
  std::string text(static_cast<size_t>(bytes), '\0');
  CSIP_ASSIGN_OR_RETURN(size_t size, file->Read(text.data(), text.size()));
  text.resize(size);
  auto json = base::ParseJson(text, {.bytes = kLargestManifest});
  auto integer = [](const base::Json& of, const char* name) {
    const base::Json* found = of.is_object() ? of.Find(name) : nullptr;
    return found != nullptr && found->is_number() ? static_cast<int64_t>(found->number()) : int64_t{-1};
  };
  if (!json.ok() || integer(*json, "format") < 1) return Damaged(backup, "its manifest.json cannot be read");
  if (integer(*json, "format") > kBackupFormat) {
    return Error{Code::kUnsupported,
                 fmt::format("the backup `{}` was made by a newer csip; restore it with that one", backup)};
  }
  BackupInfo info{json->TextOr("createdAt"), integer(*json, "sequence"), {}};
  const base::Json* files = json->Find("files");
  if (files == nullptr || !files->is_array()) return Damaged(backup, "its manifest.json names no files");
  for (const base::Json& each : files->items()) {
    if (!each.is_object()) return Damaged(backup, "its manifest.json cannot be read");
    info.files.push_back({each.TextOr("name"), {integer(each, "bytes"), each.TextOr("sha256")}});
  }
  for (const char* name : kDatabases) {
    bool named =
        std::any_of(info.files.begin(), info.files.end(), [&](const auto& f) { return f.name == name; });
    if (!named) return Damaged(backup, fmt::format("its manifest.json does not name {}", name));
  }
  std::set<std::string> seen;
  for (const BackupFile& file : info.files) {
    bool blob = IsBlob(file.name) && file.name.ends_with("/" + file.digest.sha256);
    if ((!IsDatabase(file.name) && !blob) || !seen.insert(file.name).second)
      return Damaged(backup, "its manifest.json names other files");
  }
  return info;
}

Status CheckDatabase(const std::string& path, const std::string& name, const std::string& backup) {
  CSIP_ASSIGN_OR_RETURN(auto database, Connection::Open(path, Connection::Mode::kReader));
  CSIP_ASSIGN_OR_RETURN(sqlite::Statement check, database->Prepare("PRAGMA integrity_check(1)"));
  CSIP_ASSIGN_OR_RETURN(bool found, check.Step());
  std::string words = found ? check.Copy(0) : "no answer";
  if (words != "ok") return Damaged(backup, fmt::format("{}: {}", name, words));
  if (name != "csip.db") return {};
  CSIP_ASSIGN_OR_RETURN(
      int64_t format,
      database->QueryInteger("SELECT CAST(text AS INTEGER) FROM csip_meta WHERE name = 'format'"));
  if (format <= sqlite::kFormatVersion) return {};
  return Error{
      Code::kUnsupported,
      fmt::format("the backup `{}` was made by a newer csip (format {}, this program reads up to {}); "
                  "restore it with that one",
                  backup, format, sqlite::kFormatVersion)};
}

// Fills `into` with the files of the backup, each compared with its sum, and looks into the databases.
Result<BackupInfo> Unpack(const std::string& backup, const std::string& into) {
  std::string folder = backup;
  std::error_code failed;
  if (!fs::exists(backup, failed)) return base::NotFound(fmt::format("there is no backup `{}`", backup));
  bool one_file = fs::is_regular_file(backup, failed);
  CSIP_RETURN_IF_ERROR(MakeBlobFolder(into));
  if (one_file) {
    auto known = [](const std::string& name) {
      return name == kManifest || IsDatabase(name) || IsBlob(name);
    };
    CSIP_RETURN_IF_ERROR(sqlite::ReadTar(backup, known, into));
    folder = into;
  }
  CSIP_ASSIGN_OR_RETURN(BackupInfo info, ReadManifest(folder, backup));
  for (const BackupFile& file : info.files) {
    std::string path = into + "/" + file.name;
    if (!one_file) {
      std::string from = folder + "/" + file.name;
      if (!fs::exists(from, failed)) return Damaged(backup, fmt::format("{} is missing", file.name));
      CSIP_RETURN_IF_ERROR(CopyFile(from, path));
    }
    auto digest = base::DigestOfFile(path);
    if (!digest.ok()) return Damaged(backup, fmt::format("{} is missing", file.name));
    if (digest->bytes != file.digest.bytes) {
      return Damaged(backup, fmt::format("{} has {} bytes where its manifest says {}", file.name,
                                         digest->bytes, file.digest.bytes));
    }
    if (digest->sha256 != file.digest.sha256) {
      return Damaged(backup, fmt::format("{} does not have the SHA-256 its manifest says", file.name));
    }
    if (IsDatabase(file.name)) CSIP_RETURN_IF_ERROR(CheckDatabase(path, file.name, backup));
  }
  CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(into + "/" + BlobFolder::kName));
  return info;
}

}  // namespace

int64_t BackupInfo::bytes() const {
  int64_t sum = 0;
  for (const BackupFile& file : files) sum += file.digest.bytes;
  return sum;
}

Result<BackupInfo> BackUp(const std::string& data, const std::string& to_path, const std::string& program,
                          base::Micros now) {
  std::string to = WithoutSlash(to_path);
  std::error_code failed;
  if (!fs::exists(data + "/csip.db", failed)) {
    return base::NotFound(fmt::format("there is no workspace in `{}`", data));
  }
  if (fs::exists(to, failed)) {
    return Error{Code::kConflict, fmt::format("`{}` is there already; give the backup another name", to)};
  }
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<Workshop> work, Workshop::Open(to));
  for (const char* name : kDatabases) {
    CSIP_RETURN_IF_ERROR(CopyDatabase(data + "/" + name, work->path() + "/" + name));
  }
  // After the database: a file is in its folder before the database names it.
  std::vector<std::string> names(std::begin(kDatabases), std::end(kDatabases));
  std::vector<std::string> blobs = BlobsIn(data);
  if (!blobs.empty()) CSIP_RETURN_IF_ERROR(MakeBlobFolder(work->path()));
  for (const std::string& blob : blobs) {
    CSIP_RETURN_IF_ERROR(CopyFile(data + "/" + blob, work->path() + "/" + blob));
    names.push_back(blob);
  }
  if (!blobs.empty()) CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(work->path() + "/" + BlobFolder::kName));
  BackupInfo info;
  info.created_at = value::FormatInstant(now);
  CSIP_ASSIGN_OR_RETURN(info.sequence, SequenceIn(work->path()));
  for (const std::string& name : names) {
    CSIP_ASSIGN_OR_RETURN(base::FileDigest digest, base::DigestOfFile(work->path() + "/" + name));
    if (IsBlob(name) && !name.ends_with("/" + digest.sha256)) {
      return Error{Code::kCorrupt,
                   fmt::format("`{}/{}` is damaged: it does not have the SHA-256 of its name", data, name)};
    }
    info.files.push_back({name, digest});
  }
  {
    CSIP_ASSIGN_OR_RETURN(WholeFile manifest, WholeFile::Create(work->path() + "/" + kManifest));
    CSIP_RETURN_IF_ERROR(manifest.Write(WriteManifest(info, program)));
    CSIP_RETURN_IF_ERROR(manifest.Sync());
  }
  if (!IsTar(to)) {
    CSIP_RETURN_IF_ERROR(work->MoveTo(to));
    return info;
  }
  std::string tar = work->path() + "/backup.tar";
  names.insert(names.begin(), kManifest);
  CSIP_RETURN_IF_ERROR(sqlite::WriteTar(work->path(), names, tar));
  if (std::rename(tar.c_str(), to.c_str()) != 0) {
    return Error{Code::kUnavailable, fmt::format("cannot make `{}`: {}", to, std::strerror(errno))};
  }
  CSIP_RETURN_IF_ERROR(sqlite::SyncFolder(ParentOf(to)));
  return info;
}

Result<BackupInfo> VerifyBackup(const std::string& backup_path) {
  std::string backup = WithoutSlash(backup_path);
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<Workshop> work,
                        Workshop::Open((fs::temp_directory_path() / "csip-verify").string()));
  return Unpack(backup, work->path());
}

Result<BackupInfo> RestoreBackup(const std::string& backup_path, const std::string& data_path) {
  std::string backup = WithoutSlash(backup_path), data = WithoutSlash(data_path);
  std::error_code failed;
  if (fs::exists(data, failed) && !(fs::is_directory(data, failed) && fs::is_empty(data, failed))) {
    return Error{
        Code::kConflict,
        fmt::format(
            "`{}` is not empty, and nothing in it was touched; restore into a new folder, or stop the "
            "server and move the present one away first: mv {} {}.old",
            data, data, data)};
  }
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<Workshop> work, Workshop::Open(data));
  CSIP_ASSIGN_OR_RETURN(BackupInfo info, Unpack(backup, work->path()));
  fs::remove(work->path() + "/" + kManifest, failed);
  CSIP_RETURN_IF_ERROR(work->MoveTo(data));
  return info;
}

}  // namespace csip::store
