// Transitions as they happen, as server-sent events.
//
// The id of an event is its place: whoever comes back with it (Last-Event-ID, `after`, or a cursor that was moved there)
// goes on behind it. All transitions are in the log, so there is nothing that a client can miss by coming late.
#include "api/endpoints/all.h"
#include "api/service.h"
#include "api/transition_json.h"
#include "api/transition_start.h"

namespace csip::api {
namespace {

constexpr size_t kPage = 200;  // transitions sent together

class TransitionStream : public http::StreamSource {
 public:
  // `allowed` says whether the client may still listen; asked when the stream was idle for a while.
  TransitionStream(workspace::Workspace& workspace, workspace::TransitionPlace place,
                   std::function<bool()> allowed)
      : workspace_(workspace), place_(place), allowed_(std::move(allowed)) {}
  ~TransitionStream() override {
    if (subscription_ != 0) workspace_.events().Unsubscribe(subscription_);
  }

  void Start(std::function<void()> wake) override {
    subscription_ = workspace_.events().Subscribe(std::move(wake));
  }

  std::optional<std::string> Next(bool idle) override {
    if (idle && !allowed_()) return std::nullopt;
    std::string piece;
    if (!greeted_) {
      piece = "retry: 2000\n: listening\n\n";
      greeted_ = true;
    }
    workspace::Reader reader = workspace_.Read();
    // Transactions may have no transitions: read on until there are some, or no more transactions.
    if (place_.within || place_.sequence < reader.sequence()) {
      auto page = workspace::ReadTransitions(workspace_.store(), {.after = place_, .limit = kPage},
                                             reader.sequence());
      if (!page.ok()) return std::nullopt;  // the client comes back and goes on
      for (const store::Change& change : page->items) {
        workspace::TransitionPlace at{change.sequence, change.place};
        std::string json;
        base::JsonWriter out(&json);
        WriteTransition(reader, change, &out);
        piece += fmt::format("id: {}\ndata: {}\n\n", at.ToString(), json);
      }
      place_ = page->next;
    }
    if (piece.empty() && idle) return ": still here\n\n";
    return piece;
  }

 private:
  workspace::Workspace& workspace_;
  workspace::TransitionPlace place_;
  std::function<bool()> allowed_;
  int64_t subscription_ = 0;
  bool greeted_ = false;
};

base::Result<http::Response> Stream(const Call& call) {
  std::string last(call.request.Find("Last-Event-ID"));
  auto place = last.empty() ? FindStart(call) : ReadPlace(call, "Last-Event-ID", last);
  if (!place.ok()) return place.error();
  http::Response response;
  response.Set("Content-Type", "text/event-stream; charset=utf-8").Set("Cache-Control", "no-store");
  response.Set("X-Accel-Buffering", "no");
  auto allowed = [&service = call.service, credential = call.credential] {
    return service.sessions == nullptr ||
           service.sessions->Resolve(service.workspace.store(), credential).ok();
  };
  response.stream = std::make_shared<TransitionStream>(call.service.workspace, *place, std::move(allowed));
  return response;
}

}  // namespace

const Endpoint kTransitionStream = {
    .id = "transitionStream",
    .method = "GET",
    .path = "/api/transitions/stream",
    .tag = "Changes",
    .summary = "Transitions as they happen: server-sent events whose id is the place; each exactly once.",
    .parameters = {{"after", "query", "string",
                    "Begin behind this place or sequence number; so does a Last-Event-ID header."},
                   {"cursor", "query", "string", "Begin where this cursor is. It moves only when told to."}},
    .response = "text/event-stream",
    .events = {{"message", "Transition"}},
    .handle = Stream};

}  // namespace csip::api
