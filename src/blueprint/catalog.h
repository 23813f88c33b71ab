// The catalog of a blueprint before its formulas are bound, and which types of value its columns hold.
#pragma once

#include "blueprint/blueprint.h"
#include "formula/type.h"

namespace csip::blueprint {

// What a column's declared type holds; kAny for a column of type computed, and where a target is unknown.
formula::Type DeclaredType(const Blueprint& blueprint, TableIndex table, ColumnIndex column);

// What a control gives to formulas.
formula::Type ControlType(const Blueprint& blueprint, const Control& control);

// Tables and columns with their declared types, then the names: formulas (kAny until they are bound), then
// controls.
formula::Catalog MakeCatalog(const Blueprint& blueprint);

// The storage class for values of a type; texts for a list of anything but rows, text for what is not known.
value::Storage StorageOf(const formula::Type& type);

// Whether a formula of type `got` may fill what holds `want`. What is known only when it runs may.
bool Fits(const formula::Type& want, const formula::Type& got);

}  // namespace csip::blueprint
