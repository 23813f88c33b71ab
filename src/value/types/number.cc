#include "value/types/all.h"
#include "value/types/reading.h"

namespace csip::value {

const ColumnType kNumberType = {.name = "number",
                                .description = "A number.",
                                .coda = "number",
                                .storage = Storage::kNumber,
                                .read = ReadNumber};
const ColumnType kPercentType = {.name = "percent",
                                 .description = "A percentage from 0 to 100, shown with %.",
                                 .coda = "percent",
                                 .storage = Storage::kNumber,
                                 .read = ReadNumber};
const ColumnType kCurrencyType = {.name = "currency",
                                  .description = "An amount of money in the column's currency.",
                                  .coda = "currency",
                                  .storage = Storage::kNumber,
                                  .read = ReadNumber};
const ColumnType kDurationType = {.name = "duration",
                                  .description = "A length of time in days.",
                                  .coda = "duration",
                                  .storage = Storage::kNumber,
                                  .read = ReadNumber};
const ColumnType kSliderType = {.name = "slider",
                                .description = "A number between two ends, set by a slider.",
                                .coda = "slider",
                                .storage = Storage::kNumber,
                                .read = ReadNumber};
const ColumnType kScaleType = {.name = "scale",
                               .description = "A rating in whole steps.",
                               .coda = "scale",
                               .storage = Storage::kNumber,
                               .read = ReadNumber};

}  // namespace csip::value
