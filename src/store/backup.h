// Backups of a data folder: made beside a running server, checked, and put back.
//
// A backup is a folder, or one file when its name ends in .tar (which `tar` unpacks to that folder):
//
//   manifest.json    what is in it: {"format": 1, "program", "createdAt", "sequence", "files": [{"name", "bytes",
//                    "sha256"}]}; `sequence` is the last transaction it holds
//   csip.db          blueprint, rows, change log, settings: the state after one transaction, none by half
//   access.db        the hashes of the tokens
//   files/<sha256>   the attached files (blob_folder.h)
//
// Nothing is seen under its name before it is whole and on the disk: backups and restored folders are made beside it, as
// "<name>.partial-<random>", and renamed.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"

namespace csip::store {

struct BackupFile {
  std::string name;
  base::FileDigest digest;
};

struct BackupInfo {
  std::string created_at;  // ISO 8601, UTC
  int64_t sequence = 0;
  std::vector<BackupFile> files;

  int64_t bytes() const;
};

// Works whether or not a server runs on the folder; the server goes on meanwhile. kConflict when `to` is there.
base::Result<BackupInfo> BackUp(const std::string& data, const std::string& to, const std::string& program,
                                base::Micros now);
// Reads all of it: sums, and the integrity of the databases. An error in words names what is damaged.
base::Result<BackupInfo> VerifyBackup(const std::string& backup);
// Verifies, and puts a data folder in place; `data` must be missing or empty. Nothing is changed on an error.
base::Result<BackupInfo> RestoreBackup(const std::string& backup, const std::string& data);

}  // namespace csip::store
