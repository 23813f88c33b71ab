// Sample rows: YAML files of rows whose cells may be formulas, relative to the day of loading.
//
//   samples/gard-as/Account_Master.yaml
//     table: Account_Master
//     rows:
//       - Account_Name: Gard AS
//         Renewal_Date: = Today() + 210          a cell that begins with "=" is a formula without row
//         Customer_Success_Manager: Ingrid Solheim   a relation, by the display value or row id of the other
//         row
//       - for: {day: "Sequence(1, 60)"}           one row for each item (several names: every combination);
//         Date: = Today() - day                    formulas may use the names
//         Health_Score: = Round(70 + day / 10, 1)
//
// Rows come out in the order tables are listed in samples/<name>/sample.yaml. Nothing here knows a table by
// name.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "blueprint/compile.h"
#include "formula/evaluate.h"

namespace csip::blueprint {

struct SampleRow {
  TableIndex table = kNone;
  std::vector<std::pair<ColumnIndex, base::Json>>
      cells;  // as a client would send them: texts, numbers, lists of texts
  base::Place place;
};

// Names of the samples in a blueprint's folder, sorted.
std::vector<std::string> SampleNames(const std::string& folder);

// All rows of the sample. Errors name file, line and column.
base::Result<std::vector<SampleRow>> ReadSample(const std::string& folder, const std::string& name,
                                                const Compiled& compiled, const formula::EvalInputs& inputs);

}  // namespace csip::blueprint
