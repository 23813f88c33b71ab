// The commands of the program, one function each (its file has the same name). They print what they have to say on standard
// output, and hand back an error in words when they could not do it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::app {

struct ServeOptions {
  std::string data;
  std::string listen = "127.0.0.1:8080";
  std::string clock;              // RFC 3339; "" for the system's
  bool test_clock = false;        // the clock may be set through the API
  bool no_local_session = false;  // the page asks for a login on this machine, too
};
// Serves until the process is told to end (SIGTERM, SIGINT).
base::Status Serve(const ServeOptions& options);

struct InitOptions {
  std::string data;
  std::string blueprint;                // folder; "" for the program's own
  std::string sample;                   // "" for none
  std::vector<std::string> amendments;  // to be on from the beginning; "all" for every one
  std::string clock;
};
// Makes a workspace in an empty data folder.
base::Status Init(const InitOptions& options);

struct CheckOptions {
  std::string folder;   // "" for the program's own blueprint
  bool json = false;    // for programs
  bool strict = false;  // any finding is an error, not only those that keep the blueprint from loading
};
// Prints what is wrong or doubtful in a blueprint.
base::Status CheckBlueprint(const CheckOptions& options);

struct AmendmentOptions {
  std::string data;
  std::vector<std::string> ids;  // "all" for every one
  bool dry_run = false;          // print what would change, and change nothing
  std::string clock;
};
base::Status ListAmendments(const AmendmentOptions& options);
// Prints what changes, and switches.
base::Status SwitchAmendments(const AmendmentOptions& options, bool on);
// The ids, with "all" for those there are.
std::set<std::string> AmendmentIds(const blueprint::Blueprint& blueprint,
                                   const std::vector<std::string>& names);

struct EvalOptions {
  std::string data;
  std::string formula;
  std::string table;  // the formula's home, or ""
  std::string row;    // row id or name, or ""
  std::string clock;
};
// Prints the value of a formula.
base::Status Eval(const EvalOptions& options);

struct ImportOptions {
  std::string data;
  std::string csv_dir;
  bool partial = false;  // load the good rows when there are bad ones
  std::string clock;
};
base::Status Import(const ImportOptions& options);

struct ExportOptions {
  std::string data;
  std::string out;
};
base::Status Export(const ExportOptions& options);

struct BackupOptions {
  std::string data;  // "" with `verify`: only look at the backup
  std::string to;    // folder, or file when it ends in .tar
  bool verify = false;
};
base::Status Backup(const BackupOptions& options);

struct RestoreOptions {
  std::string backup;
  std::string data;
};
base::Status Restore(const RestoreOptions& options);
struct BlueprintOptions {
  std::string data;
  std::string folder;  // of the version; "" for the program's own. To export: where to
  bool force = false;
  bool blank_unconvertible = false;
  std::string clock;
};
// Prints what a version changes; does it, unless it is a dry run. An error when something stands in the way.
base::Status ApplyBlueprint(const BlueprintOptions& options, bool dry_run);
base::Status ExportBlueprint(const BlueprintOptions& options);

struct TokenOptions {
  std::string data;
  std::string name;
  std::string scope;
  std::string email;
  std::string id;
};
// Prints the secret as the last line.
base::Status CreateToken(const TokenOptions& options);
base::Status ListTokens(const TokenOptions& options);
base::Status RemoveToken(const TokenOptions& options);

}  // namespace csip::app
