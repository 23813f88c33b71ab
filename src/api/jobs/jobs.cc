#include "api/jobs/jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/json.h"
#include "base/log.h"
#include "base/secret.h"

namespace csip::api::jobs {

using base::Code;
using base::Error;

namespace {

constexpr std::chrono::minutes kLookEvery{1};  // for what is over for long

Error NoSuchJob(const std::string& id) {
  return base::NotFound(
      fmt::format("there is no job `{}`; what is over is kept for an hour", id.substr(0, 60)));
}

}  // namespace

const char* NameOf(State state) {
  switch (state) {
    case State::kWaiting:
      return "waiting";
    case State::kRunning:
      return "running";
    case State::kDone:
      return "done";
    case State::kFailed:
      return "failed";
    case State::kCancelled:
      return "cancelled";
  }
  return "failed";
}

std::string Status::ToJson() const {
  std::string json;
  base::JsonWriter out(&json);
  out.BeginObject().Field("id", id).Field("kind", kind).Field("title", title).Field("state", NameOf(state));
  out.Field("done", done).Field("of", of);
  if (!step.empty()) out.Field("step", step);
  if (!result.empty()) out.Key("result").Raw(result);
  if (!error.empty()) out.Field("error", error);
  if (sequence != 0) out.Field("sequence", sequence);
  out.EndObject();
  return json;
}

struct Jobs::Job {
  Status status;  // under mutex_
  Work work;
  bool committing = false;  // under mutex_
  ResultFile file;          // under mutex_
  std::atomic<bool> cancelled{false};
};

class Jobs::Running : public Control {
 public:
  Running(Jobs& jobs, Job& job) : jobs_(jobs), job_(job) {}

  bool cancelled() const override { return job_.cancelled; }

  void Step(const std::string& words) override {
    Change([&](Status& status) { status.step = words; });
  }

  // Told a few times a second.
  void Progress(int64_t done, int64_t of) override {
    auto now = std::chrono::steady_clock::now();
    if (done < of && now - told_ < std::chrono::milliseconds(200)) return;
    told_ = now;
    Change([&](Status& status) {
      status.done = done;
      status.of = of;
    });
  }

  bool BeginCommit() override {
    std::lock_guard lock(jobs_.mutex_);
    if (job_.cancelled) return false;
    job_.committing = true;
    job_.status.step = "Saving";
    jobs_.Tell(job_);
    return true;
  }

  void Committed(int64_t sequence) override {
    Change([&](Status& status) { status.sequence = sequence; });
  }

  base::Result<std::shared_ptr<store::ExportFile>> MakeFile(const std::string& ending) override {
    return jobs_.files_.Create(job_.status.id + ending);
  }

  void Keep(ResultFile file) override {
    std::lock_guard lock(jobs_.mutex_);
    job_.file = std::move(file);
  }

 private:
  template <typename Edit>
  void Change(const Edit& edit) {
    std::lock_guard lock(jobs_.mutex_);
    edit(job_.status);
    jobs_.Tell(job_);
  }

  Jobs& jobs_;
  Job& job_;
  std::chrono::steady_clock::time_point told_;
};

Jobs::Jobs(Notices* notices, const base::Clock* clock, store::ExportFolder files)
    : notices_(*notices), clock_(*clock), files_(std::move(files)) {
  thread_ = std::thread([this] { Run(); });
}

Jobs::~Jobs() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
    for (const auto& job : all_) job->cancelled = true;
  }
  ready_.notify_all();
  thread_.join();
}

base::Result<Status> Jobs::Submit(const std::string& kind, const std::string& title,
                                  const access::Actor& actor, Work work) {
  std::lock_guard lock(mutex_);
  Forget();
  if (waiting_.size() >= kMostWaiting) {
    return Error{Code::kUnavailable,
                 fmt::format("{} jobs wait already; try again when some are done", waiting_.size()),
                 {},
                 true};
  }
  auto job = std::make_shared<Job>();
  job->status = {.id = "job-" + base::RandomHex(8), .kind = kind, .title = title, .actor = actor.id};
  job->work = std::move(work);
  waiting_.push_back(job);
  all_.push_back(job);
  Tell(*job);
  ready_.notify_one();
  return job->status;
}

std::vector<Status> Jobs::List() {
  std::lock_guard lock(mutex_);
  Forget();
  std::vector<Status> out;
  for (auto job = all_.rbegin(); job != all_.rend(); ++job) out.push_back((*job)->status);
  return out;
}

std::shared_ptr<Jobs::Job> Jobs::Lookup(const std::string& id) const {
  for (const auto& job : all_) {
    if (job->status.id == id) return job;
  }
  return nullptr;
}

base::Result<Status> Jobs::Find(const std::string& id) {
  std::lock_guard lock(mutex_);
  Forget();
  auto job = Lookup(id);
  if (job != nullptr) return job->status;
  return NoSuchJob(id);
}

base::Result<ResultFile> Jobs::File(const std::string& id) {
  std::lock_guard lock(mutex_);
  Forget();
  auto job = Lookup(id);
  if (job == nullptr) return NoSuchJob(id);
  if (!job->status.over())
    return base::NotFound("the job is not done yet; when it is, its result says whether it has a file");
  if (job->file.bytes == nullptr)
    return base::NotFound(fmt::format("the job is {} and has no file", NameOf(job->status.state)));
  return job->file;
}

base::Result<Status> Jobs::Cancel(const std::string& id) {
  std::lock_guard lock(mutex_);
  auto job = Lookup(id);
  if (job == nullptr) return NoSuchJob(id);
  if (job->status.over()) return job->status;
  if (job->committing) {
    return Error{Code::kConflict,
                 "the job is being saved and cannot be cancelled any more; undo takes it back"};
  }
  job->cancelled = true;
  auto at = std::find(waiting_.begin(), waiting_.end(), job);
  if (at != waiting_.end()) {
    waiting_.erase(at);
    job->status.state = State::kCancelled;
    job->status.ended = clock_.Now();
    job->work = nullptr;
    Tell(*job);
  }
  return job->status;
}

void Jobs::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    bool ready = ready_.wait_for(lock, kLookEvery, [&] { return stop_ || !waiting_.empty(); });
    if (stop_) return;
    if (!ready) {
      Forget();
      continue;
    }
    std::shared_ptr<Job> job = waiting_.front();
    waiting_.pop_front();
    job->status.state = State::kRunning;
    Tell(*job);
    lock.unlock();
    Perform(*job);
    lock.lock();
  }
}

// One of the doors where our own bugs end.
void Jobs::Perform(Job& job) {
  base::Result<std::string> result = Error{};
  try {
    Running control(*this, job);
    result = job.work(control);
  } catch (const std::exception& bug) {
    base::Log(base::LogLevel::kError, "job failed", {{"id", job.status.id}, {"what", bug.what()}});
    result = Error{Code::kInternal, "an error of the server; its log names it by the id " + job.status.id};
  }
  std::lock_guard lock(mutex_);
  Status& status = job.status;
  status.step.clear();
  if (job.cancelled && !job.committing) {
    status.state = State::kCancelled;
  } else if (result.ok()) {
    status.state = State::kDone;
    status.done = status.of;
    status.result = std::move(*result);
  } else {
    status.state = State::kFailed;
    status.error = result.error().message;
  }
  if (status.state != State::kDone) job.file = {};
  status.ended = clock_.Now();
  job.work = nullptr;
  Tell(job);
}

// With mutex_ held.
void Jobs::Tell(const Job& job) {
  notices_.Post("job " + job.status.id, "job", job.status.ToJson());
}

// With mutex_ held: what is over for long, or one of too many.
void Jobs::Forget() {
  auto over = std::count_if(all_.begin(), all_.end(), [](const auto& job) { return job->status.over(); });
  std::erase_if(all_, [&](const auto& job) {
    if (!job->status.over()) return false;
    // Whoever opens a stream from now on asks for the list.
    if (clock_.Now() - job->status.ended > kTold) notices_.Drop("job " + job->status.id);
    bool old = clock_.Now() - job->status.ended > kKept || static_cast<size_t>(over) > kMostKept;
    if (old) {
      --over;
      notices_.Drop("job " + job->status.id);
    }
    return old;
  });
}

}  // namespace csip::api::jobs
