// Presence: who has which record open, and edits which of its cells. In memory only: it is forgotten when the server ends, when a
// page says that it leaves, and when it was silent for a while.
//
// A page is known by the actor and the random name that it gave itself, so that nobody can speak for another's page.
// Thread-safe.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "api/notices.h"
#include "base/clock.h"
#include "base/result.h"

namespace csip::api {

class Presence {
 public:
  static constexpr base::Micros kForgotten = 45 * base::kMicrosPerSecond;
  static constexpr size_t kMostPages = 100;  // of one actor
  static constexpr size_t kMostBeats = 100;  // of one actor in kBeatsTime
  static constexpr base::Micros kBeatsTime = 10 * base::kMicrosPerSecond;

  explicit Presence(Notices* notices) : notices_(*notices) {}

  struct Place {
    std::string name;   // of the person
    std::string table;  // ids
    std::string row;
    std::string column;  // "" for none
    bool editing = false;
    friend bool operator==(const Place&, const Place&) = default;
  };
  // kLimit when the actor says so too often, or has too many pages.
  base::Status Beat(const std::string& actor, const std::string& client, Place place, base::Micros now);
  base::Status Leave(const std::string& actor, const std::string& client, base::Micros now);
  // Forgets who was silent too long, and tells when somebody was.
  void Expire(base::Micros now);

 private:
  struct Page {
    Place place;
    base::Micros seen = 0;
  };
  using Key = std::pair<std::string, std::string>;  // actor, client

  base::Status Count(const std::string& actor, base::Micros now);
  bool Forget(base::Micros now);
  void Tell();

  Notices& notices_;
  std::mutex mutex_;
  std::map<Key, Page> pages_;
  std::map<std::string, std::deque<base::Micros>> beats_;  // by actor, the latest
};

}  // namespace csip::api
