#include "workspace/past.h"

#include <fmt/format.h>

#include "workspace/rewind.h"
#include "workspace/state.h"

namespace csip::workspace {

using base::Result;
using base::Status;

Result<base::Micros> ReadMoment(const std::string& text, const value::Zone& zone, base::Micros now) {
  base::Micros moment = 0;
  auto instant = text.size() > 10 ? value::ReadInstant(text, zone) : std::nullopt;
  auto day = text.size() == 10 ? value::ReadDate(text) : std::nullopt;
  if (!instant && !day) {
    return base::Invalid(
        fmt::format("`{}` is no day or instant; write 2026-11-20 or 2026-11-20T12:00:00Z", text));
  }
  if (day && *day == zone.DateOf(now)) return now;
  moment = day ? zone.StartOfDay(*day + 1) - 1 : *instant;
  if (moment > now) {
    return base::Invalid(
        fmt::format("{} is in the future: it is {} now", text, value::FormatInstant(now, zone)));
  }
  return moment;
}

Result<std::shared_ptr<const Past>> Pasts::At(base::Micros time, std::unique_ptr<engine::Engine> present,
                                              int64_t sequence, store::Store& store) {
  CSIP_ASSIGN_OR_RETURN(auto last, store.Transactions({.limit = 1, .until_time = time}));
  if (last.empty()) {
    CSIP_ASSIGN_OR_RETURN(auto first, store.Transactions({.limit = 1, .oldest_first = true}));
    const value::Zone& zone = present->inputs().zone;
    return base::Invalid(fmt::format("there is no record of {}: the log of this workspace begins on {}",
                                     value::FormatDate(zone.DateOf(time)),
                                     first.empty() ? "" : value::FormatDate(zone.DateOf(first[0].time))));
  }
  int64_t to = std::min(last[0].sequence, sequence);
  base::Micros minute = FloorToMinute(time);
  auto compiled = present->shared_compiled();
  std::lock_guard lock(mutex_);
  for (auto known = known_.begin(); known != known_.end(); ++known) {
    bool same = known->compiled == compiled && known->past->sequence == to &&
                known->past->engine->inputs().now == minute;
    if (!same) continue;
    known_.splice(known_.begin(), known_, known);
    return known->past;
  }
  Rewind rewind(present.get(), &store);
  CSIP_RETURN_IF_ERROR(rewind.Collect(to, sequence));
  CSIP_RETURN_IF_ERROR(rewind.Apply(minute));
  auto past = std::make_shared<Past>();
  past->time = time;
  past->sequence = to;
  past->changes_undone = rewind.changes();
  past->values_from_log = rewind.values_from_log();
  past->engine = std::move(present);
  known_.push_front({compiled, past});
  if (known_.size() > kMost) known_.pop_back();
  return std::shared_ptr<const Past>(std::move(past));
}

Reader::Reader(std::shared_ptr<const Past> past)
    : engine_(past->engine.get()), sequence_(past->sequence), past_(std::move(past)) {}

Result<Reader> Workspace::ReadAsOf(const std::string& when) const {
  std::unique_ptr<engine::Engine> present;
  int64_t sequence = 0;
  base::Micros moment = 0;
  {
    Reader now = Read();
    sequence = now.sequence();
    CSIP_ASSIGN_OR_RETURN(moment, ReadMoment(when, now.engine().inputs().zone,
                                             std::max(clock().Now(), now.engine().inputs().now)));
    if (moment >= now.engine().inputs().now) return Result<Reader>(std::move(now));
    present = now.engine().Fork();
  }
  CSIP_ASSIGN_OR_RETURN(auto past, state_->pasts().At(moment, std::move(present), sequence, state_->store()));
  return Reader(std::move(past));
}

}  // namespace csip::workspace
