// Rows of one file of sample data: cells as written, cells that are formulas, and `for`, which makes many
// rows of one.
#pragma once

#include <string>
#include <vector>

#include "blueprint/sample.h"
#include "blueprint/yaml/fields.h"

namespace csip::blueprint {

inline constexpr size_t kMaxSampleRows = 5'000'000;
inline constexpr size_t kMaxSampleErrors = 50;  // then reading stops

// Appends to `rows`. Everything it is given outlives it; belongs to one thread.
class SampleRowMaker {
 public:
  SampleRowMaker(const Compiled& compiled, const formula::EvalInputs& inputs, std::vector<SampleRow>* rows)
      : compiled_(compiled), inputs_(inputs), rows_(*rows) {}

  // The rows that one item of `rows:` stands for. What is wrong is reported to the context.
  void Read(TableIndex table, const YamlNode& node, const ReadContext& context);

 private:
  struct Loop;
  struct Cell;
  struct Parts;

  void ReadLoops(const YamlNode& node, const ReadContext& context, formula::BindContext* bind,
                 std::vector<Loop>* loops);
  void ReadCell(TableIndex table, const YamlNode& key, const YamlNode& node, const ReadContext& context,
                const formula::BindContext& bind, std::vector<Cell>* cells);
  void Expand(const Parts& parts, std::vector<value::Value>* locals);
  value::Value Evaluate(const formula::Bound& bound, const std::vector<value::Value>& locals,
                        const YamlNode& node, const ReadContext& context);

  const Compiled& compiled_;
  const formula::EvalInputs& inputs_;
  std::vector<SampleRow>& rows_;
  bool full_ = false;
};

}  // namespace csip::blueprint
