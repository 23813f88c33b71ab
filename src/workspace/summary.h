// Summary: what a transaction changed, in a few words and numbers, for lists and toasts.
//
// Counts what people and systems wrote, not what follows from formulas, nor the stamps that come with an edit. Threads: any;
// the reader should be as new as the transaction.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "workspace/workspace.h"

namespace csip::workspace {

struct Summary {
  int64_t rows = 0;   // that came, went or were written
  int64_t cells = 0;  // written in rows that were there, overrides included
  std::string words;  // "Current_Value of API Uptime: 92 -> 99.9", "12 rows of Tasks deleted"
};

base::Result<Summary> Summarize(const Reader& reader, store::Store& store,
                                const store::TransactionInfo& info);

}  // namespace csip::workspace
