// The live stream of committed changes, as server-sent events.
//
// Each event's id is its sequence number; a client that comes back names the last one it saw (Last-Event-ID, or `after`)
// and gets what it missed. When that is no longer kept, an event `reset` says: read everything again. The same happens to
// a client that reads too slowly, so no client can make the server hold more than one piece for it. Between them stand notices
// (notices.h) without an id: who is where, how far long work has come.
#include <charconv>

#include "api/endpoints/all.h"
#include "api/lookup.h"
#include "api/notices.h"
#include "api/presence.h"
#include "api/service.h"
#include "value/civil.h"

namespace csip::api {
namespace {

constexpr size_t kPieceBytes = 256 * 1024;

bool IsListColumn(const workspace::Reader& reader, const workspace::ChangedCell& cell) {
  auto table = reader.blueprint().FindTable(cell.table);
  auto column = table ? reader.blueprint().tables[*table].FindColumn(cell.column) : std::nullopt;
  if (!column) return false;
  value::Storage storage = StorageOf(reader, *table, *column);
  return storage == value::Storage::kTexts || storage == value::Storage::kRows;
}

void WriteEvent(const workspace::Reader& reader, const workspace::Event& event, std::string* out) {
  // For whoever keeps the schema: read it again.
  if (event.schema) *out += fmt::format("event: schema\ndata: {{\"sequence\":{}}}\n\n", event.sequence);
  std::string json;
  base::JsonWriter writer(&json);
  writer.BeginObject().Field("sequence", event.sequence).Field("time", value::FormatInstant(event.time));
  writer.Field("actor", event.actor).Field("cause", event.cause).Field("schema", event.schema);
  writer.Field("truncated", event.truncated).Key("rows").BeginArray();
  for (const workspace::ChangedRow& row : event.rows) {
    writer.BeginObject().Field("table", row.table).Field("row", row.row);
    writer.Field("inserted", row.inserted).Field("deleted", row.deleted).EndObject();
  }
  writer.EndArray().Key("cells").BeginArray();
  for (const workspace::ChangedCell& cell : event.cells) {
    writer.BeginObject().Field("table", cell.table).Field("row", cell.row).Field("column", cell.column);
    // As rows show it: a blank in a column of lists is [].
    bool blank_list = cell.value == "\"\"" && IsListColumn(reader, cell);
    writer.Key("value").Raw(blank_list ? "[]" : cell.value).Field("computed", cell.computed).EndObject();
  }
  writer.EndArray().EndObject();
  *out += fmt::format("id: {}\ndata: {}\n\n", event.sequence, json);
}

class ChangeStream : public http::StreamSource {
 public:
  // `allowed` says whether the client may still listen; asked when the stream was idle for a while.
  ChangeStream(Service& service, int64_t position, std::function<bool()> allowed)
      : workspace_(service.workspace),
        notices_(service.notices),
        presence_(service.presence),
        position_(position),
        allowed_(std::move(allowed)) {}
  ~ChangeStream() override {
    if (subscription_ != 0) workspace_.events().Unsubscribe(subscription_);
    if (notices_subscription_ != 0) notices_->Unsubscribe(notices_subscription_);
  }

  void Start(std::function<void()> wake) override {
    notices_subscription_ = notices_->Subscribe(wake);
    subscription_ = workspace_.events().Subscribe(std::move(wake));
  }

  std::optional<std::string> Next(bool idle) override {
    if (idle && !allowed_()) return std::nullopt;
    std::string piece;
    if (!greeted_) {
      // The browser waits this long before it comes back.
      piece = "retry: 2000\n: listening\n\n";
      greeted_ = true;
    }
    presence_->Expire(workspace_.clock().Now());
    piece += notices_->Since(&notices_seen_);
    auto events = workspace_.events().Since(position_);
    if (!events || position_ > workspace_.events().last()) {
      position_ = workspace_.events().last();
      return piece + fmt::format("event: reset\nid: {}\ndata: {{\"sequence\":{}}}\n\n", position_, position_);
    }
    if (!events->empty()) {
      workspace::Reader reader = workspace_.Read();
      for (const auto& event : *events) {
        WriteEvent(reader, *event, &piece);
        position_ = event->sequence;
        if (piece.size() > kPieceBytes) break;
      }
    }
    if (piece.empty() && idle) return ": still here\n\n";
    return piece;
  }

 private:
  workspace::Workspace& workspace_;
  std::shared_ptr<Notices> notices_;
  std::shared_ptr<Presence> presence_;
  int64_t position_;
  std::function<bool()> allowed_;
  uint64_t notices_seen_ = 0;
  int64_t subscription_ = 0;
  int64_t notices_subscription_ = 0;
  bool greeted_ = false;
};

base::Result<http::Response> Changes(const Call& call) {
  workspace::Workspace& workspace = call.service.workspace;
  std::string named(call.request.Find("Last-Event-ID"));
  for (const char* parameter : {"after", "since"}) {
    if (named.empty()) named = call.query.Find(parameter).value_or("");
  }
  int64_t position = workspace.events().last();
  if (!named.empty()) {
    auto [end, error] = std::from_chars(named.data(), named.data() + named.size(), position);
    if (error != std::errc() || end != named.data() + named.size() || position < 0) {
      return base::Invalid("`after` and Last-Event-ID must be a sequence number");
    }
  }
  http::Response response;
  response.Set("Content-Type", "text/event-stream; charset=utf-8").Set("Cache-Control", "no-store");
  response.Set("X-Accel-Buffering", "no");
  auto allowed = [&service = call.service, credential = call.credential] {
    return service.sessions == nullptr ||
           service.sessions->Resolve(service.workspace.store(), credential).ok();
  };
  response.stream = std::make_shared<ChangeStream>(call.service, position, std::move(allowed));
  return response;
}

}  // namespace

const Endpoint kChanges = {
    .id = "changes",
    .method = "GET",
    .path = "/api/changes",
    .tag = "Changes",
    .summary = "Committed changes as they happen: server-sent events whose id is the sequence number.",
    .parameters = {{"after", "query", "integer",
                    "Begin behind this sequence number; so does a Last-Event-ID header."}},
    .response = "text/event-stream",
    .events = {{"message", "Change"},
               {"schema", "Sequence"},
               {"reset", "Sequence"},
               {"presence", "PresentPeople"},
               {"job", "Job"}},
    .handle = Changes};

}  // namespace csip::api
