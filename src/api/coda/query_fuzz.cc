// Addresses of a stranger: paths, queries, tokens of pages and syncs, conditions on rows.
#include <filesystem>

#include "api/coda/row_query.h"
#include "api/coda/token.h"
#include "api/http/uri.h"
#include "base/fuzz.h"
#include "base/secret.h"
#include "blueprint/read.h"

using csip::base::MustHold;
namespace coda = csip::api::coda;
namespace http = csip::api::http;

namespace {

constexpr char kBlueprint[] = R"(
name: shop
tables:
  - table: Thing
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Number, type: number}
      - {name: Day, type: date}
      - {name: Moment, type: date-time}
      - {name: Done, type: checkbox}
      - {name: One, type: select, options: [Open, Closed]}
      - {name: Others, type: multi-relation, target: Thing}
)";

// A workspace in memory's own folder, so that conditions have rows to hold for.
struct World {
  World() : folder(std::filesystem::temp_directory_path() / ("csip-fuzz-" + csip::base::RandomHex(8))) {
    auto store = csip::store::OpenSqlite({.folder = folder.string()});
    MustHold(store.ok(), "the store opens");
    auto made = csip::workspace::Workspace::Create(
        {std::move(*store), std::make_shared<csip::base::TestClock>(1'795'348'800'000'000)},
        csip::blueprint::ReadText(kBlueprint).blueprint);
    MustHold(made.ok(), "the workspace opens", made.ok() ? "" : made.error().ToString());
    workspace = std::move(*made);
  }
  ~World() {
    workspace.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  std::filesystem::path folder;
  std::unique_ptr<csip::workspace::Workspace> workspace;
};

void ReadAddress(std::string_view text) {
  std::string encoded = http::EncodePercent(text);
  auto decoded = http::DecodePercent(encoded, false, "text");
  MustHold(!decoded.ok() || *decoded == text, "what was encoded decodes the same", encoded);
  if (auto path = http::ReadPath(text); path.ok()) {
    std::string written;
    for (const std::string& part : *path) written += "/" + http::EncodePercent(part);
    auto again = http::ReadPath(written.empty() ? "/" : written);
    MustHold(again.ok() && *again == *path, "a path reads back the same", written);
  }
  auto query = http::Query::Read(text);
  if (!query.ok()) return;
  for (const char* name : {"limit", "query", "a"}) {
    query->All(name);
    (void)query->Bool(name, false);
    if (auto n = query->Integer(name, 25, 1, 500); n.ok())
      MustHold(*n >= 1 && *n <= 500, "a limit is a limit");
  }
}

void ReadTokens(const std::string& text) {
  if (auto token = coda::ReadPageToken(text, "rows"); token.ok()) {
    auto again = coda::ReadPageToken(coda::WriteToken(*token), "rows");
    MustHold(again.ok() && again->offset == token->offset && again->row == token->row &&
                 again->key == token->key && again->sequence == token->sequence &&
                 again->query == token->query,
             "a page token reads back the same", text);
  }
  if (auto sequence = coda::ReadSyncToken(text, "rows"); sequence.ok()) {
    MustHold(*coda::ReadSyncToken(coda::WriteSyncToken("rows", *sequence), "rows") == *sequence,
             "a sync token reads back the same", text);
  }
  std::string encoded = coda::EncodeBase64Url(text);
  auto decoded = coda::DecodeBase64Url(encoded);
  MustHold(decoded.ok() && *decoded == text, "base64 decodes the same", encoded);
  // The same bytes as the inside of a token.
  (void)coda::ReadPageToken(encoded, "rows");
  (void)coda::ReadSyncToken(encoded, "rows");
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 4096) return 0;
  static const World world;
  std::string text(reinterpret_cast<const char*>(data), size);
  ReadAddress(text);
  ReadTokens(text);
  csip::workspace::Reader reader = world.workspace->Read();
  auto condition = coda::ReadCondition(reader, 0, text);
  if (!condition.ok()) {
    MustHold(!condition.error().ToString().empty(), "a refusal has words");
    return 0;
  }
  size_t held = 0;
  for (auto row : reader.engine().Rows(0)) {
    if (coda::Holds(reader, reader.engine().Get(0, condition->column, row), condition->wanted)) ++held;
  }
  MustHold(coda::Select(reader, 0, *condition).size() == held, "an index finds what holds", text);
  return 0;
}
