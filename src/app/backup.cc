// csip backup and csip restore: the words around store/backup.h.
#include "store/backup.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "base/clock.h"

namespace csip::app {
namespace {

std::string Describe(const store::BackupInfo& info) {
  return fmt::format("{:.1f} MB, up to transaction {}", static_cast<double>(info.bytes()) / 1e6,
                     info.sequence);
}

}  // namespace

base::Status Backup(const BackupOptions& options) {
  if (options.data.empty() && !options.verify) {
    return base::Invalid(
        "say which data folder to back up: --data DIR; or --verify, to check a backup that is there");
  }
  if (!options.data.empty()) {
    CSIP_ASSIGN_OR_RETURN(
        store::BackupInfo info,
        store::BackUp(options.data, options.to, "csip " CSIP_VERSION, base::SystemClock().Now()));
    fmt::print("`{}` is a backup of `{}`: {}\n", options.to, options.data, Describe(info));
  }
  if (!options.verify) return {};
  CSIP_ASSIGN_OR_RETURN(store::BackupInfo info, store::VerifyBackup(options.to));
  fmt::print("`{}` is whole: {}, made {}\n", options.to, Describe(info), info.created_at);
  return {};
}

base::Status Restore(const RestoreOptions& options) {
  CSIP_ASSIGN_OR_RETURN(store::BackupInfo info, store::RestoreBackup(options.backup, options.data));
  fmt::print("`{}` holds the workspace as of {}: {}\n", options.data, info.created_at, Describe(info));
  return {};
}

}  // namespace csip::app
