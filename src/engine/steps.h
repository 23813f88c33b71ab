// Steps that wait for others, done by one thread or by several side by side.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace csip::engine {

// followers[i]: the steps that may begin only when step i is done. Each is greater than i.
using Followers = std::vector<std::vector<uint32_t>>;

// Calls work(worker, step) once for each step, the lower first among those that may begin. `workers` threads, the caller's
// among them, or fewer where the system has no more; `worker` is less than `workers`, and one thread at a time has it. What
// a step has done is seen by its followers. When `work` throws, no further step is begun, and what it threw is thrown.
void RunSteps(const Followers& followers, size_t workers,
              const std::function<void(size_t worker, uint32_t step)>& work);

}  // namespace csip::engine
