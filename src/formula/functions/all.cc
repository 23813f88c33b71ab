#include "formula/functions/all.h"

namespace csip::formula {

std::span<const Function* const> Functions() {
#define CSIP_ADDRESS(name) &k##name,
  static const Function* const functions[] = {CSIP_FORMULA_FUNCTIONS(CSIP_ADDRESS)};
#undef CSIP_ADDRESS
  return functions;
}

}  // namespace csip::formula
