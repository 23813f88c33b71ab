// Events: committed transactions as clients are told of them, kept for a while so that a client can resume.
//
// Thread-safe. Subscribers are woken after each publication; they fetch what they miss by sequence number.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "value/value.h"

namespace csip::workspace {

struct ChangedCell {
  std::string table;  // ids
  std::string row;
  std::string column;
  std::string value;  // JSON, as GET rows shows it with valueFormat=simpleWithArrays
  bool computed = false;
};

struct ChangedRow {
  std::string table;
  std::string row;
  bool inserted = false;
  bool deleted = false;
};

struct Event {
  int64_t sequence = 0;
  base::Micros time = 0;
  std::string actor;
  std::string cause;
  bool schema = false;     // the blueprint changed: read it again
  bool truncated = false;  // too many cells to list: read the tables again
  std::vector<ChangedRow> rows;
  std::vector<ChangedCell> cells;
};

class Events {
 public:
  explicit Events(size_t keep = 1000) : keep_(keep) {}

  void Publish(std::shared_ptr<const Event> event);
  // Events after the sequence number, oldest first; nothing when some of them are no longer kept.
  std::optional<std::vector<std::shared_ptr<const Event>>> Since(int64_t sequence) const;
  int64_t last() const;
  // The sequence number a workspace starts from: nothing before it is kept.
  void SetLast(int64_t sequence);

  // Calls `wake` after each publication, from the publishing thread: it must be quick and must not throw.
  int64_t Subscribe(std::function<void()> wake);
  void Unsubscribe(int64_t subscription);

 private:
  mutable std::mutex mutex_;
  size_t keep_;
  int64_t last_ = 0;
  std::deque<std::shared_ptr<const Event>> events_;
  std::map<int64_t, std::function<void()>> subscribers_;
  int64_t next_subscription_ = 1;
};

}  // namespace csip::workspace
