#include "engine/steps.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <queue>
#include <system_error>
#include <thread>

namespace csip::engine {
namespace {

class Run {
 public:
  Run(const Followers& followers, const std::function<void(size_t, uint32_t)>& work)
      : followers_(followers), work_(work), waits_for_(followers.size(), 0), left_(followers.size()) {
    for (const auto& steps : followers) {
      for (uint32_t step : steps) ++waits_for_[step];
    }
    for (uint32_t step = 0; step < waits_for_.size(); ++step) {
      if (waits_for_[step] == 0) ready_.push(step);
    }
  }

  void Work(size_t worker) {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return !ready_.empty() || left_ == 0; });
      if (ready_.empty()) return;
      uint32_t step = ready_.top();
      ready_.pop();
      lock.unlock();
      std::exception_ptr failure;
      try {
        work_(worker, step);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      failure == nullptr ? Done(step) : Stop(std::move(failure));
    }
  }

  void Rethrow() const {
    if (failure_ != nullptr) std::rethrow_exception(failure_);
  }

 private:
  void Stop(std::exception_ptr failure) {
    if (failure_ == nullptr) failure_ = std::move(failure);
    ready_ = {};
    left_ = 0;
    changed_.notify_all();
  }

  void Done(uint32_t step) {
    if (failure_ != nullptr) return;
    --left_;
    for (uint32_t follower : followers_[step]) {
      if (--waits_for_[follower] == 0) ready_.push(follower);
    }
    // This thread takes one of them itself.
    if (left_ == 0 || ready_.size() > 1) changed_.notify_all();
  }

  const Followers& followers_;
  const std::function<void(size_t, uint32_t)>& work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<uint32_t> waits_for_;  // steps each one waits for
  std::priority_queue<uint32_t, std::vector<uint32_t>, std::greater<>> ready_;
  size_t left_;
  std::exception_ptr failure_;  // of the first step that threw
};

}  // namespace

void RunSteps(const Followers& followers, size_t workers,
              const std::function<void(size_t worker, uint32_t step)>& work) {
  Run run(followers, work);
  std::vector<std::thread> others;
  for (size_t worker = 1; worker < workers; ++worker) {
    try {
      others.emplace_back([&run, worker] { run.Work(worker); });
    } catch (const std::system_error&) {
      break;  // as many as there are do it
    }
  }
  run.Work(0);
  for (std::thread& thread : others) thread.join();
  run.Rethrow();
}

}  // namespace csip::engine
