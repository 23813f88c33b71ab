// The page of all functions, docs/formulas.md, made from their descriptors.
#pragma once

#include <string>

namespace csip::formula {

std::string FormulaDocumentation();

}  // namespace csip::formula
