// The page of all rules, docs/checker.md, made from their descriptors.
#pragma once

#include <string>

namespace csip::check {

std::string CheckerDocumentation();

}  // namespace csip::check
