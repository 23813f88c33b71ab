// Answers to requests that must not be done twice: a client that did not hear the answer sends the same key again and gets the
// answer of the first time. Kept in memory, the newest 2,000 of the last hour, for those who ask while the first is under way or
// soon after; what was committed is known for good (workspace/receipt.h). Thread-safe.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/http/message.h"
#include "base/result.h"

namespace csip::api {

class Receipts {
 public:
  using Work = std::function<base::Result<http::Response>()>;

  // Does the work once for the key. Who comes with the same key while it is done waits for it. An answer other than
  // success is not kept: nothing was done.
  base::Result<http::Response> Once(const std::string& key, int64_t now, const Work& work);

 private:
  struct Receipt {
    std::string key;
    int64_t time = 0;  // microseconds since 1970
    std::mutex working;
    bool done = false;
    http::Response response;
  };

  std::shared_ptr<Receipt> Find(const std::string& key, int64_t now);

  std::mutex mutex_;
  std::list<std::shared_ptr<Receipt>> receipts_;  // the oldest first
  std::unordered_map<std::string, std::list<std::shared_ptr<Receipt>>::iterator> by_key_;
};

}  // namespace csip::api
