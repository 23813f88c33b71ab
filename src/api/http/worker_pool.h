// A fixed number of threads that run jobs in the order they came. Jobs may block; they must not throw.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace csip::api::http {

class WorkerPool {
 public:
  explicit WorkerPool(int threads);
  ~WorkerPool() { Stop(); }

  // Thread-safe. After Stop the job is dropped.
  void Post(std::function<void()> job);
  // Runs what is queued, then ends the threads. Not from a job.
  void Stop();

 private:
  void Run();
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace csip::api::http
