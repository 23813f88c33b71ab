// Notices: what the live stream tells beside committed changes: who is where, how far long work has come. Only the newest of each
// subject counts, so that a slow reader misses nothing that still holds and the server keeps nothing for it.
//
// Thread-safe. Subscribers are woken after each post; they fetch what is new to them by version.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace csip::api {

class Notices {
 public:
  // `event`: its name in the stream; `data`: JSON on one line.
  void Post(const std::string& subject, std::string_view event, const std::string& data);
  // Nobody is told of it any more who has not been.
  void Drop(const std::string& subject);
  // As server-sent events: what was posted after the version, which moves on. A reader begins with 0 and gets all that holds.
  std::string Since(uint64_t* version) const;

  // Calls `wake` after each post, from the posting thread: it must be quick and must not throw.
  int64_t Subscribe(std::function<void()> wake);
  void Unsubscribe(int64_t subscription);

 private:
  struct Notice {
    uint64_t version = 0;
    std::string text;
  };
  mutable std::mutex mutex_;
  uint64_t version_ = 0;
  std::map<std::string, Notice> notices_;  // by subject
  std::map<int64_t, std::function<void()>> subscribers_;
  int64_t next_subscription_ = 1;
};

}  // namespace csip::api
