#include "value/types/all.h"
#include "value/types/reading.h"

namespace csip::value {

// A computed column's storage follows from its formula; kText here stands for "not known before the formula
// is bound".
const ColumnType kComputedType = {.name = "computed",
                                  .description = "The value of a formula, of the formula's type.",
                                  .coda = "other",
                                  .storage = Storage::kText,
                                  .read = ReadPlainText};
const ColumnType kButtonType = {.name = "button",
                                .description = "A button that runs an action on its row.",
                                .coda = "button",
                                .storage = Storage::kNone,
                                .automatic = true,
                                .read = RefuseInput};
const ColumnType kRowIdType = {.name = "row-id",
                               .description = "A readable identifier made from the row number.",
                               .coda = "text",
                               .storage = Storage::kText,
                               .automatic = true,
                               .read = ReadPlainText};
const ColumnType kCreatedAtType = {.name = "created-at",
                                   .description = "When the row was made.",
                                   .coda = "dateTime",
                                   .storage = Storage::kInstant,
                                   .automatic = true,
                                   .read = RefuseInput};
const ColumnType kModifiedAtType = {.name = "modified-at",
                                    .description = "When the row was last edited.",
                                    .coda = "dateTime",
                                    .storage = Storage::kInstant,
                                    .automatic = true,
                                    .read = RefuseInput};
const ColumnType kCreatedByType = {.name = "created-by",
                                   .description = "Who made the row.",
                                   .coda = "lookup",
                                   .storage = Storage::kRow,
                                   .automatic = true,
                                   .has_target = true,
                                   .read = RefuseInput};
const ColumnType kModifiedByType = {.name = "modified-by",
                                    .description = "Who last edited the row.",
                                    .coda = "lookup",
                                    .storage = Storage::kRow,
                                    .automatic = true,
                                    .has_target = true,
                                    .read = RefuseInput};

}  // namespace csip::value
