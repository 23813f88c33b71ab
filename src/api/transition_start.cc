#include "api/transition_start.h"

#include <fmt/format.h>

#include "api/service.h"
#include "workspace/transition_cursor.h"

namespace csip::api {

base::Result<workspace::TransitionPlace> ReadPlace(const Call& call, std::string_view name,
                                                   const std::string& text) {
  auto place = workspace::ReadTransitionPlace(text);
  if (!place) return base::Invalid(fmt::format("`{}`: `{}` is no sequence number or place", name, text));
  int64_t upto = call.service.workspace.Read().sequence();
  if (place->sequence <= upto) return *place;
  return base::Invalid(fmt::format("`{}`: the place {} is newer than the data, whose last transaction is {}",
                                   name, text, upto));
}

base::Result<workspace::TransitionPlace> FindStart(const Call& call) {
  auto after = call.query.Find("after"), cursor = call.query.Find("cursor");
  if (after && cursor) return base::Invalid("give `after` or `cursor`, not both");
  if (cursor) {
    CSIP_ASSIGN_OR_RETURN(auto found, call.service.workspace.transition_cursors().Get(*cursor));
    return found.next;
  }
  return ReadPlace(call, "after", after.value_or("0"));
}

}  // namespace csip::api
