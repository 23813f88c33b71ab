#include "api/server.h"

#include "api/asset_files.h"
#include "api/endpoints/all.h"
#include "api/failure.h"
#include "api/http/listener.h"
#include "api/jobs/jobs.h"
#include "api/notices.h"
#include "api/presence.h"
#include "api/service.h"
#include "base/log.h"

namespace csip::api {
namespace {

bool IsApiPath(std::string_view path) {
  return path == "/openapi.json" || path == "/api" || path == "/apis" || path.starts_with("/api/") ||
         path.starts_with("/apis/");
}

// Links are made from this header: nothing that is no host may get into them.
bool IsHostName(std::string_view host) {
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") ==
         std::string_view::npos;
}

http::Response MethodNotAllowed(const Router::Match& match) {
  std::string allow;
  for (std::string_view method : match.allowed) {
    if (!allow.empty()) allow += ", ";
    allow += method;
    if (method == "GET") allow += ", HEAD";
  }
  http::Response response = ErrorResponse(405, "this path answers " + allow + " only");
  response.Set("Allow", allow);
  return response;
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerOptions options, workspace::Workspace& workspace, Sessions sessions, store::ExportFolder exports)
      : endpoints_(AllEndpoints(options.test_clock != nullptr)),
        router_(endpoints_),
        sessions_(std::move(sessions)),
        service_{workspace, options.test_clock, options.version, &router_, &sessions_} {
    service_.notices = std::make_shared<Notices>();
    service_.presence = std::make_shared<Presence>(service_.notices.get());
    service_.jobs =
        std::make_shared<jobs::Jobs>(service_.notices.get(), &workspace.clock(), std::move(exports));
  }

  base::Status Listen(const ServerOptions& options) {
    http::ListenOptions listen;
    listen.host = options.host;
    listen.port = options.port;
    listen.loops = options.threads;
    listen.limits.body_bytes_of = [this](std::string_view method, std::string_view path) {
      return BodyLimit(method, path);
    };
    listen.prompt = [this](const http::Request& request) { return IsPrompt(request); };
    CSIP_ASSIGN_OR_RETURN(listener_,
                          http::Listener::Start(
                              listen, [this](const http::Request& request) { return Answer(request); },
                              [](int status, const std::string& why, const http::Request& request) {
                                // Coda answers an oversize body with 400.
                                bool coda = status == 413 && IsCodaPath(request.path);
                                http::Response response = ErrorResponse(coda ? 400 : status, why);
                                AddSafetyHeaders(&response);
                                return response;
                              }));
    return {};
  }

  // Jobs use all of the service: they end before any of it.
  ~Impl() {
    if (listener_ != nullptr) listener_->Stop();
    service_.jobs.reset();
  }

  uint16_t port() const { return listener_->port(); }
  void Stop() { listener_->Stop(); }

 private:
  size_t BodyLimit(std::string_view method, std::string_view path) const {
    auto segments = http::ReadPath(path);
    const Endpoint* endpoint = segments.ok() ? router_.Find(method, *segments).endpoint : nullptr;
    return endpoint != nullptr ? endpoint->body_bytes : 0;
  }

  bool IsPrompt(const http::Request& request) const {
    constexpr size_t kLargest = 16 * 1024;  // takes some microseconds to read
    if (request.body.size() > kLargest || !router_.HasPrompt(request.method)) return false;
    auto segments = http::ReadPath(request.path);
    const Endpoint* endpoint = segments.ok() ? router_.Find(request.method, *segments).endpoint : nullptr;
    return endpoint != nullptr && endpoint->prompt;
  }

  // The door where our own bugs end.
  http::Response Answer(const http::Request& request) {
    std::string actor;
    http::Response response = AnswerOf(request.id, request.path, [&] { return Route(request, &actor); });
    if (response.later == nullptr) return Signed(std::move(response), actor);
    response.later = [later = std::move(response.later), actor](std::function<void(http::Response)> answer) {
      later([answer = std::move(answer), actor](http::Response finished) {
        answer(Signed(std::move(finished), actor));
      });
    };
    return response;
  }

  static http::Response Signed(http::Response response, const std::string& actor) {
    response.actor = actor;
    AddSafetyHeaders(&response);
    return response;
  }

  base::Result<http::Response> Route(const http::Request& request, std::string* actor) {
    if (!IsHostName(request.Find("Host"))) return ErrorResponse(400, "the Host header is no host name");
    if (!IsApiPath(request.path)) {
      if (auto asset = ServeAsset(request, sessions_)) return std::move(*asset);
    }
    CSIP_ASSIGN_OR_RETURN(auto segments, http::ReadPath(request.path));
    Router::Match match = router_.Find(request.method, segments);
    if (match.allowed.empty()) {
      return ErrorResponse(404, "there is nothing at this path; /openapi.json describes what there is");
    }
    if (match.endpoint == nullptr) return MethodNotAllowed(match);
    Credential credential = Sessions::CredentialOf(request);
    CSIP_ASSIGN_OR_RETURN(access::Actor holder, Authorize(request, credential, match.endpoint->scope));
    *actor = holder.id;
    CSIP_ASSIGN_OR_RETURN(http::Query query, http::Query::Read(request.query));
    return match.endpoint->handle(Call{request, service_, std::move(match.parameters), std::move(query),
                                       credential, std::move(holder)});
  }

  base::Result<access::Actor> Authorize(const http::Request& request, const Credential& credential,
                                        access::Scope needed) {
    if (needed == access::Scope::kNone) return access::Actor{};
    CSIP_ASSIGN_OR_RETURN(access::Actor actor, sessions_.Resolve(service_.workspace.store(), credential));
    if (credential.kind == Credential::Kind::kCookie) {
      CSIP_RETURN_IF_ERROR(Sessions::CheckOrigin(request));
    }
    if (actor.scope < needed) {
      return base::Error{base::Code::kDenied,
                         fmt::format("this needs a token with the scope {}, and yours has {}",
                                     access::NameOf(needed), access::NameOf(actor.scope))};
    }
    return actor;
  }

  std::vector<const Endpoint*> endpoints_;
  Router router_;
  Sessions sessions_;
  Service service_;
  std::unique_ptr<http::Listener> listener_;  // last: its threads use the rest
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;
uint16_t Server::port() const {
  return impl_->port();
}
void Server::Stop() {
  impl_->Stop();
}

base::Result<std::unique_ptr<Server>> Server::Start(ServerOptions options, workspace::Workspace& workspace) {
  bool loopback = IsLoopbackHost(options.host) || options.host == "::1";
  if (options.local_session && !loopback) {
    return base::Invalid(
        fmt::format("a session without login is for loopback addresses; {} is none", options.host));
  }
  CSIP_ASSIGN_OR_RETURN(Sessions sessions, Sessions::Open(workspace.store(), options.local_session));
  CSIP_ASSIGN_OR_RETURN(store::ExportFolder exports, store::ExportFolder::Open(options.data));
  auto impl = std::make_unique<Impl>(options, workspace, std::move(sessions), std::move(exports));
  CSIP_RETURN_IF_ERROR(impl->Listen(options));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace csip::api
