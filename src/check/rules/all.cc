#include "check/rules/all.h"

namespace csip::check {

std::span<const Rule* const> Rules() {
#define CSIP_LIST(name) &k##name,
  static const Rule* const kRules[] = {CSIP_CHECK_RULES(CSIP_LIST)};
#undef CSIP_LIST
  return kRules;
}

}  // namespace csip::check
