#include "app/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "app/commands.h"

namespace csip::app {
namespace {

constexpr int kRefused = 1;
constexpr int kBadUsage = 2;

// The options of all commands; CLI11 writes into them.
struct Options {
  ServeOptions serve;
  InitOptions init;
  CheckOptions check;
  AmendmentOptions amendments;
  EvalOptions eval;
  ImportOptions import;
  ExportOptions export_;
  BackupOptions backup;
  RestoreOptions restore;
  TokenOptions token;
  BlueprintOptions blueprint;
};

using Command = std::function<base::Status()>;

constexpr const char* kClockHelp = "Time to use instead of now, for tests (2026-11-22T09:30:00Z)";

CLI::Option* AddData(CLI::App* command, std::string& data) {
  return command->add_option("--data", data, "The data folder")->required()->type_name("DIR");
}

void AddServing(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* serve = app.add_subcommand("serve", "Serve a workspace: its page and its API");
  AddData(serve, options.serve.data);
  serve->add_option("--listen", options.serve.listen, "Address and port")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  serve->add_option("--clock", options.serve.clock, kClockHelp);
  serve->add_flag("--test-clock", options.serve.test_clock, "Let the API set the clock, for tests");
  serve->add_flag("--no-local-session", options.serve.no_local_session,
                  "Ask for a token on this machine, too");
  serve->callback([&] { chosen = [&] { return Serve(options.serve); }; });

  CLI::App* init = app.add_subcommand("init", "Make a workspace in an empty data folder");
  AddData(init, options.init.data);
  init->add_option("--sample", options.init.sample, "Sample rows to load: gard-as, portfolio")
      ->type_name("NAME");
  init->add_option("--blueprint", options.init.blueprint, "Blueprint folder; the built-in one when not given")
      ->type_name("DIR");
  init->add_option("--amendments", options.init.amendments, "Amendments to switch on: A1,A3, or all")
      ->delimiter(',')
      ->type_name("ID,...");
  init->add_option("--clock", options.init.clock, kClockHelp);
  init->callback([&] { chosen = [&] { return Init(options.init); }; });
}

void AddFormulas(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* check = app.add_subcommand(
      "check", "Check a blueprint and print what is wrong or doubtful, with file, line and column");
  check->add_option("folder", options.check.folder, "Blueprint folder; the built-in one when not given");
  check->add_flag("--json", options.check.json, "Print the findings as JSON");
  check->add_flag("--strict", options.check.strict, "End with 1 on any finding, not only on errors");
  check->callback([&] { chosen = [&] { return CheckBlueprint(options.check); }; });

  CLI::App* eval = app.add_subcommand("eval", "Print the value of a formula");
  AddData(eval, options.eval.data);
  eval->add_option("formula", options.eval.formula, "The formula")->required();
  eval->add_option("--table", options.eval.table, "Table of the row the formula is about");
  eval->add_option("--row", options.eval.row, "That row, by its id or name")
      ->needs(eval->get_option("--table"));
  eval->get_option("--table")->needs(eval->get_option("--row"));
  eval->add_option("--clock", options.eval.clock, kClockHelp);
  eval->callback([&] { chosen = [&] { return Eval(options.eval); }; });
}

void AddAmendments(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* amendments =
      app.add_subcommand("amendments", "List and switch the corrections that ship beside the blueprint")
          ->require_subcommand(1);
  CLI::App* list = amendments->add_subcommand("list", "Show each with its formulas before and after");
  AddData(list, options.amendments.data);
  list->add_option("--clock", options.amendments.clock, kClockHelp);
  list->callback([&] { chosen = [&] { return ListAmendments(options.amendments); }; });
  for (bool on : {true, false}) {
    CLI::App* change = amendments->add_subcommand(
        on ? "on" : "off", on ? "Switch on, and print what changes" : "Switch off, and print what changes");
    AddData(change, options.amendments.data);
    change->add_option("ids", options.amendments.ids, "Ids, such as A1 A3, or all")
        ->required()
        ->delimiter(',');
    change->add_flag("--dry-run", options.amendments.dry_run, "Only print what would change");
    change->add_option("--clock", options.amendments.clock, kClockHelp);
    change->callback([&, on] { chosen = [&, on] { return SwitchAmendments(options.amendments, on); }; });
  }
}

void AddFiles(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* import =
      app.add_subcommand("import", "Load rows from CSV files, one a table, named like the table");
  AddData(import, options.import.data);
  import->add_option("--csv-dir", options.import.csv_dir, "Folder of the CSV files")
      ->required()
      ->type_name("DIR");
  import->add_flag("--partial", options.import.partial,
                   "Load the good rows and report the bad ones, instead of nothing");
  import->add_option("--clock", options.import.clock, kClockHelp);
  import->callback([&] { chosen = [&] { return Import(options.import); }; });

  CLI::App* out = app.add_subcommand("export", "Write every table as a CSV file");
  AddData(out, options.export_.data);
  out->add_option("--out", options.export_.out, "Folder to write to")->required()->type_name("DIR");
  out->callback([&] { chosen = [&] { return Export(options.export_); }; });
}

void AddBackups(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* backup = app.add_subcommand("backup", "Copy a workspace, beside a running server or without one");
  backup->add_option("--data", options.backup.data, "The data folder")->type_name("DIR");
  backup->add_option("backup", options.backup.to, "A new folder, or a new file when the name ends in .tar")
      ->required()
      ->type_name("BACKUP");
  backup->add_flag("--verify", options.backup.verify,
                   "Read the backup again and check it; without --data one that is there already");
  backup->callback([&] { chosen = [&] { return Backup(options.backup); }; });

  CLI::App* restore = app.add_subcommand("restore", "Check a backup and make a data folder from it");
  restore->add_option("backup", options.restore.backup, "The backup")->required()->type_name("BACKUP");
  restore->add_option("data", options.restore.data, "The data folder to make: missing or empty")
      ->required()
      ->type_name("DIR");
  restore->callback([&] { chosen = [&] { return Restore(options.restore); }; });
}

void AddBlueprint(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* blueprint =
      app.add_subcommand("blueprint",
                         "Bring a workspace that is not served to a new version of its blueprint")
          ->require_subcommand(1);
  BlueprintOptions& own = options.blueprint;
  for (bool dry_run : {true, false}) {
    CLI::App* command = dry_run ? blueprint->add_subcommand("diff", "Print what a version would change")
                                : blueprint->add_subcommand("apply", "Apply a version, all of it or nothing");
    AddData(command, own.data);
    command->add_option("folder", own.folder, "Blueprint folder; the built-in one when not given");
    command->add_flag("--force", own.force, "Also leave required cells blank");
    command->add_flag("--blank-unconvertible", own.blank_unconvertible,
                      "Let values go that a column can no longer hold");
    command->add_option("--clock", own.clock, kClockHelp);
    command->callback([&, dry_run] { chosen = [&, dry_run] { return ApplyBlueprint(own, dry_run); }; });
  }
  CLI::App* out = blueprint->add_subcommand("export", "Write the blueprint as it is now, as a folder");
  AddData(out, own.data);
  out->add_option("folder", own.folder, "Where to")->required();
  out->add_option("--clock", own.clock, kClockHelp);
  out->callback([&] { chosen = [&] { return ExportBlueprint(own); }; });
}

void AddTokens(CLI::App& app, Options& options, Command& chosen) {
  CLI::App* token = app.add_subcommand("token", "Make, list and remove API tokens")->require_subcommand(1);
  CLI::App* create = token->add_subcommand("create", "Make a token and print it, once");
  AddData(create, options.token.data);
  create->add_option("--name", options.token.name, "What the token is for")->required();
  create->add_option("--scope", options.token.scope, "read, write or admin")->required();
  create->add_option("--email", options.token.email, "E-mail of the person it stands for");
  create->callback([&] { chosen = [&] { return CreateToken(options.token); }; });
  CLI::App* list = token->add_subcommand("list", "List the tokens, without their secrets");
  AddData(list, options.token.data);
  list->callback([&] { chosen = [&] { return ListTokens(options.token); }; });
  CLI::App* remove = token->add_subcommand("remove", "Remove a token: it is refused from then on");
  AddData(remove, options.token.data);
  remove->add_option("id", options.token.id, "The token's id, as `token list` shows it")->required();
  remove->callback([&] { chosen = [&] { return RemoveToken(options.token); }; });
}

}  // namespace

int Run(int argc, char** argv) try {
  CLI::App app("csip: a self-hosted platform for customer success", "csip");
  app.require_subcommand(1);
  app.set_version_flag("--version", "csip " CSIP_VERSION);
  Options options;
  Command chosen;
  AddServing(app, options, chosen);
  AddFormulas(app, options, chosen);
  AddAmendments(app, options, chosen);
  AddFiles(app, options, chosen);
  AddBackups(app, options, chosen);
  AddTokens(app, options, chosen);
  AddBlueprint(app, options, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kBadUsage;
  }
  base::Status done = chosen();
  std::fflush(stdout);
  if (done.ok()) return 0;
  fmt::print(stderr, "csip: {}\n", done.error().ToString());
  return kRefused;
} catch (const std::exception& bug) {
  fmt::print(stderr, "csip: internal error: {}\n", bug.what());
  return kRefused;
}

}  // namespace csip::app
