// Jobs: long work that goes on when whoever asked for it has left, one piece at a time, in the order of asking.
//
// Threads: one worker runs them; everything else may be called from any thread. The queue is bounded. How far a job is goes out
// as notices (event `job`). What is over is kept for an hour, and the latest hundred of them, with the file that it made; all is
// forgotten when the server ends, which cancels what runs and waits for it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "access/actor.h"
#include "api/notices.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/export_folder.h"

namespace csip::api::jobs {

enum class State { kWaiting, kRunning, kDone, kFailed, kCancelled };
const char* NameOf(State state);

struct Status {
  std::string id;
  std::string kind;   // "import", "export"
  std::string title;  // for people
  std::string actor;  // id
  State state = State::kWaiting;
  int64_t done = 0, of = 0;  // bytes or rows, of how many; `of` is 0 when that is not known
  std::string step;          // what it does now, in words
  std::string result;        // JSON, when it is done
  std::string error;         // when it failed
  int64_t sequence = 0;      // of the transaction it made; 0: none
  base::Micros ended = 0;

  bool over() const { return state != State::kWaiting && state != State::kRunning; }
  std::string ToJson() const;
};

// What a job made to be fetched. The bytes go when nobody holds them any more: with the job.
struct ResultFile {
  std::string name;  // for whoever saves it
  std::string type;  // media type
  std::shared_ptr<const store::ExportFile> bytes;
};

// What running work says of itself, and asks. Belongs to the worker.
class Control {
 public:
  virtual ~Control() = default;
  virtual bool cancelled() const = 0;
  virtual void Step(const std::string& words) = 0;
  virtual void Progress(int64_t done, int64_t of) = 0;
  // From now on it cannot be cancelled: what follows is made durable. False when it was cancelled before.
  virtual bool BeginCommit() = 0;
  virtual void Committed(int64_t sequence) = 0;
  // A new file of the job, to be filled.
  virtual base::Result<std::shared_ptr<store::ExportFile>> MakeFile(const std::string& ending) = 0;
  // The file is kept with the job when it ends well, and else with nobody.
  virtual void Keep(ResultFile file) = 0;
};

// The result as JSON. Work that was cancelled may return anything; its result is not looked at, unless it had begun to commit.
using Work = std::function<base::Result<std::string>(Control& control)>;

class Jobs {
 public:
  static constexpr size_t kMostWaiting = 20;
  static constexpr size_t kMostKept = 100;
  static constexpr base::Micros kTold =
      60 * base::kMicrosPerSecond;  // how long the end of one is told to new streams
  static constexpr base::Micros kKept = 3600 * base::kMicrosPerSecond;

  Jobs(Notices* notices, const base::Clock* clock, store::ExportFolder files);
  ~Jobs();

  // kUnavailable when too many wait already.
  base::Result<Status> Submit(const std::string& kind, const std::string& title, const access::Actor& actor,
                              Work work);
  std::vector<Status> List();  // the newest first
  base::Result<Status> Find(const std::string& id);
  // The file of a job that is done; kNotFound with words when there is none.
  base::Result<ResultFile> File(const std::string& id);
  // Also of one that is over: then it is as it was. kConflict while what it did is being saved.
  base::Result<Status> Cancel(const std::string& id);

 private:
  struct Job;
  class Running;
  void Run();
  void Perform(Job& job);
  void Tell(const Job& job);
  void Forget();
  std::shared_ptr<Job> Lookup(const std::string& id) const;

  Notices& notices_;
  const base::Clock& clock_;
  store::ExportFolder files_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::vector<std::shared_ptr<Job>> all_;  // the oldest first
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace csip::api::jobs
