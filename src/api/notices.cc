#include "api/notices.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace csip::api {

void Notices::Post(const std::string& subject, std::string_view event, const std::string& data) {
  std::lock_guard lock(mutex_);
  notices_[subject] = {++version_, fmt::format("event: {}\ndata: {}\n\n", event, data)};
  for (const auto& [id, wake] : subscribers_) wake();
}

void Notices::Drop(const std::string& subject) {
  std::lock_guard lock(mutex_);
  notices_.erase(subject);
}

std::string Notices::Since(uint64_t* version) const {
  std::lock_guard lock(mutex_);
  if (*version == version_) return {};
  std::vector<const Notice*> news;
  for (const auto& [subject, notice] : notices_) {
    if (notice.version > *version) news.push_back(&notice);
  }
  std::sort(news.begin(), news.end(),
            [](const Notice* a, const Notice* b) { return a->version < b->version; });
  std::string text;
  for (const Notice* notice : news) text += notice->text;
  *version = version_;
  return text;
}

int64_t Notices::Subscribe(std::function<void()> wake) {
  std::lock_guard lock(mutex_);
  subscribers_[next_subscription_] = std::move(wake);
  return next_subscription_++;
}

void Notices::Unsubscribe(int64_t subscription) {
  std::lock_guard lock(mutex_);
  subscribers_.erase(subscription);
}

}  // namespace csip::api
