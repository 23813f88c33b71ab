#include "base/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstdint>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csip::base {

namespace {

constexpr uintptr_t kLargePage = uintptr_t{2} << 20;
constexpr uintptr_t kGuard = uintptr_t{64} << 10;  // at most: what lies below a stack

struct Range {
  uintptr_t begin = 0, end = 0;
};

// "55d0c8a00000-55d0c9c00000 rw-p 00000000 00:00 0          [heap]"; `rest` becomes what is behind the addresses.
std::optional<Range> ReadRange(const std::string& line, std::string_view* rest) {
  Range range;
  const char* last = line.data() + line.size();
  auto begin = std::from_chars(line.data(), last, range.begin, 16);
  if (begin.ec != std::errc() || begin.ptr == last) return std::nullopt;
  auto end = std::from_chars(begin.ptr + 1, last, range.end, 16);
  if (end.ec != std::errc()) return std::nullopt;
  *rest = {end.ptr, static_cast<size_t>(last - end.ptr)};
  return range;
}

// What malloc has from the system: memory of no file that may be written, without the stacks of threads, which have a guard
// below them, and without what somebody only keeps addresses of (sanitizers do): more than the machine has.
std::vector<Range> Heaps() {
  auto all = static_cast<uintptr_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  std::vector<Range> heaps;
  std::ifstream maps("/proc/self/maps");
  uintptr_t guarded = 0;  // the end of a guard
  for (std::string line; std::getline(maps, line);) {
    std::string_view rest;
    auto range = ReadRange(line, &rest);
    if (!range) continue;
    if (range->end - range->begin > all) continue;
    bool unnamed = rest.find('/') == rest.npos && rest.find('[') == rest.npos;
    if (rest.starts_with(" rw-p") && (rest.ends_with("[heap]") || (unnamed && range->begin != guarded)))
      heaps.push_back(*range);
    if (rest.starts_with(" ---p") && range->end - range->begin <= kGuard) guarded = range->end;
  }
  return heaps;
}

// Whether most of a large page is there already: what was given back is not to be taken again.
bool IsMostlyThere(void* at) {
  static const auto kPage = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  std::vector<unsigned char> there(kLargePage / kPage);
  if (mincore(at, kLargePage, there.data()) != 0) return false;
  auto count = std::ranges::count_if(there, [](unsigned char page) { return (page & 1) != 0; });
  return static_cast<size_t>(count) * 4 >= there.size() * 3;
}

}  // namespace

void ReturnFreeMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void UseLargePages(std::chrono::milliseconds pause, const std::stop_token& stop) {
#ifdef __linux__
  constexpr int kCollapse = 25;  // MADV_COLLAPSE, newer than the headers may be
  std::mutex mutex;
  std::condition_variable_any stopped;
  for (const Range& heap : Heaps()) {
    uintptr_t first = (heap.begin + kLargePage - 1) / kLargePage * kLargePage;
    for (uintptr_t page = first; page + kLargePage <= heap.end && !stop.stop_requested();
         page += kLargePage) {
      void* at = reinterpret_cast<void*>(page);
      if (!IsMostlyThere(at)) continue;
      if (madvise(at, kLargePage, MADV_HUGEPAGE) != 0) break;
      madvise(at, kLargePage, kCollapse);
      std::unique_lock lock(mutex);
      stopped.wait_for(lock, stop, pause, [] { return false; });
    }
  }
#endif
}

}  // namespace csip::base
