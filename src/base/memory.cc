#include "base/memory.h"

#include <malloc.h>

namespace csip::base {

void ReturnFreeMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace csip::base
