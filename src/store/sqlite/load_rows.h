// The rows of one table from its SQL table, in blocks of columns.
#pragma once

#include "base/result.h"
#include "store/sqlite/catalog.h"
#include "store/sqlite/connection.h"
#include "store/store.h"

namespace csip::store::sqlite {

base::Status LoadRows(Connection& connection, const SqlTable& table, const BlockVisitor& visit);

}  // namespace csip::store::sqlite
