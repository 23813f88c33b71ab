#include "value/types/all.h"
#include "value/types/reading.h"

namespace csip::value {

const ColumnType kSelectType = {.name = "select",
                                .description = "One of the column's options.",
                                .coda = "select",
                                .storage = Storage::kText,
                                .has_options = true,
                                .read = ReadPlainText};
const ColumnType kMultiSelectType = {.name = "multi-select",
                                     .description = "Any of the column's options.",
                                     .coda = "select",
                                     .storage = Storage::kTexts,
                                     .has_options = true};
const ColumnType kRelationType = {.name = "relation",
                                  .description = "A row of another table.",
                                  .coda = "lookup",
                                  .storage = Storage::kRow,
                                  .has_target = true};
const ColumnType kMultiRelationType = {.name = "multi-relation",
                                       .description = "Rows of another table.",
                                       .coda = "lookup",
                                       .storage = Storage::kRows,
                                       .has_target = true};
const ColumnType kPersonType = {.name = "person",
                                .description = "A person of the blueprint's people table.",
                                .coda = "lookup",
                                .storage = Storage::kRow,
                                .has_target = true};
const ColumnType kMultiPersonType = {.name = "multi-person",
                                     .description = "People of the blueprint's people table.",
                                     .coda = "lookup",
                                     .storage = Storage::kRows,
                                     .has_target = true};

}  // namespace csip::value
