#include "api/receipts.h"

#include "base/clock.h"

namespace csip::api {
namespace {

constexpr size_t kMost = 2'000;
constexpr int64_t kKept = 3'600 * base::kMicrosPerSecond;

}  // namespace

base::Result<http::Response> Receipts::Once(const std::string& key, int64_t now, const Work& work) {
  std::shared_ptr<Receipt> receipt = Find(key, now);
  std::lock_guard lock(receipt->working);
  if (receipt->done) return receipt->response;
  auto response = work();
  if (response.ok() && response->status < 300) {
    receipt->response = *response;
    receipt->done = true;
  }
  return response;
}

std::shared_ptr<Receipts::Receipt> Receipts::Find(const std::string& key, int64_t now) {
  std::lock_guard lock(mutex_);
  if (auto found = by_key_.find(key); found != by_key_.end()) return *found->second;
  while (!receipts_.empty() && (receipts_.size() >= kMost || receipts_.front()->time < now - kKept)) {
    by_key_.erase(receipts_.front()->key);
    receipts_.pop_front();
  }
  auto receipt = std::make_shared<Receipt>();
  receipt->key = key;
  receipt->time = now;
  by_key_.emplace(key, receipts_.insert(receipts_.end(), receipt));
  return receipt;
}

}  // namespace csip::api
