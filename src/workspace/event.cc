#include "workspace/event.h"

namespace csip::workspace {

void Events::Publish(std::shared_ptr<const Event> event) {
  std::vector<std::function<void()>> wakes;
  {
    std::lock_guard lock(mutex_);
    last_ = event->sequence;
    events_.push_back(std::move(event));
    while (events_.size() > keep_) events_.pop_front();
    for (const auto& [id, wake] : subscribers_) wakes.push_back(wake);
  }
  for (const auto& wake : wakes) wake();
}

std::optional<std::vector<std::shared_ptr<const Event>>> Events::Since(int64_t sequence) const {
  std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const Event>> out;
  if (sequence >= last_) return out;
  if (events_.empty() || events_.front()->sequence > sequence + 1) return std::nullopt;
  for (const auto& event : events_) {
    if (event->sequence > sequence) out.push_back(event);
  }
  return out;
}

int64_t Events::last() const {
  std::lock_guard lock(mutex_);
  return last_;
}

void Events::SetLast(int64_t sequence) {
  std::lock_guard lock(mutex_);
  last_ = sequence;
}

int64_t Events::Subscribe(std::function<void()> wake) {
  std::lock_guard lock(mutex_);
  subscribers_.emplace(next_subscription_, std::move(wake));
  return next_subscription_++;
}

void Events::Unsubscribe(int64_t subscription) {
  std::lock_guard lock(mutex_);
  subscribers_.erase(subscription);
}

}  // namespace csip::workspace
