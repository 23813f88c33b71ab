// Memory of the process.
#pragma once

namespace csip::base {

// Gives the system back what was freed and not used again: after work that needed much for a while. Takes some milliseconds
// for each gigabyte. Any thread.
void ReturnFreeMemory();

}  // namespace csip::base
