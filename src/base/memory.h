// Memory of the process.
#pragma once

#include <chrono>
#include <stop_token>

namespace csip::base {

// Gives the system back what was freed and not used again: after work that needed much for a while. Takes some milliseconds
// for each gigabyte. Any thread.
void ReturnFreeMemory();

// Asks the system to keep in large pages what the process holds now: whoever reads at many places far from each other waits
// less for the addresses to be found. Takes more than a second for each gigabyte, and `pause` after each 2 MB; ends early when
// it is to stop. Nothing happens where the system has no large pages. Any thread.
void UseLargePages(std::chrono::milliseconds pause = {}, const std::stop_token& stop = {});

}  // namespace csip::base
