#include "blueprint/sample_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "blueprint/check/findings.h"
#include "value/civil.h"

namespace csip::blueprint {

using base::Json;
using formula::Type;
using value::Storage;
using value::Value;

namespace {

// Sample rows are made before there are rows: a formula that looks for some finds none.
class NoRows : public formula::RowSource {
 public:
  Value Cell(TableIndex, ColumnIndex, value::RowSlot) const override { return {}; }
  void Rows(TableIndex, std::vector<value::RowSlot>*) const override {}
  int64_t RowNumber(TableIndex, value::RowSlot) const override { return 0; }
  std::string RowId(TableIndex, value::RowSlot) const override { return ""; }
  Value Named(uint32_t, formula::Evaluation&) const override { return {}; }
};

Json ToJson(const Value& v) {
  switch (v.kind()) {
    case value::Kind::kBool:
      return Json::Bool(v.boolean());
    case value::Kind::kNumber:
      return Json::Number(v.number());
    case value::Kind::kText:
      return Json::Text(std::string(v.text()));
    case value::Kind::kDate:
      return Json::Text(value::FormatDate(v.date()));
    case value::Kind::kInstant:
      return Json::Text(value::FormatInstant(v.instant()));
    case value::Kind::kList: {
      std::vector<Json> items;
      for (const Value& item : v.items()) items.push_back(ToJson(item));
      return Json::Array(std::move(items));
    }
    case value::Kind::kBlank:
    case value::Kind::kError:
    case value::Kind::kRow:
      break;
  }
  return {};
}

// Items written out: numbers when all are, else texts.
Type ReadItems(const YamlNode& list, const ReadContext& context, std::vector<Value>* items) {
  bool numbers = std::all_of(list.items.begin(), list.items.end(), [](const YamlNode& item) {
    return item.is_text() && !item.quoted && PlainNumber(item.text);
  });
  for (const YamlNode& item : list.items) {
    std::string text = TextOf(item, context, "an item of `for`");
    auto number = numbers ? PlainNumber(text) : std::nullopt;
    items->push_back(number ? Value::Number(*number) : Value::Text(text));
  }
  return Type::Of(numbers ? formula::Base::kNumber : formula::Base::kText);
}

// The formula behind "=".
Formula StripEquals(Formula formula) {
  size_t start = formula.text.find_first_not_of(" \t\r\n");
  if (start == std::string::npos || formula.text[start] != '=') return formula;
  // The places of the bytes stay right: blanks take the place of what is cut.
  formula.text[start] = ' ';
  return formula;
}

formula::Bound Bind(const Formula& formula, const formula::BindContext& bind, const std::string& what,
                    const ReadContext& context) {
  formula::Bound bound = formula::Bind(formula.text, bind);
  for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
    if (diagnostic.severity != formula::Diagnostic::Severity::kError) continue;
    context.errors->push_back(
        base::Invalid(fmt::format("{} ({})", diagnostic.message, what), formula.At(diagnostic.span.begin)));
  }
  return bound;
}

// As a client would send it: numbers and booleans where the column holds such, else text as it stands.
Json Written(const YamlNode& node, Storage storage, const std::string& column, const ReadContext& context) {
  if (node.is_list()) {
    std::vector<Json> items;
    for (const YamlNode& item : node.items) {
      if (!item.is_text()) {
        context.Fail(item, fmt::format("an item of `{}` must be text, not {}", column, item.KindName()));
      } else if (base::Trim(item.text).starts_with('=')) {
        context.Fail(item, "a formula stands for the whole cell; write = List(...)");
      } else {
        items.push_back(Written(item, storage, column, context));
      }
    }
    return Json::Array(std::move(items));
  }
  if (!node.is_text()) {
    context.Fail(node, fmt::format("`{}` must be text, a number or a list, not {}", column, node.KindName()));
    return {};
  }
  if (storage == Storage::kNumber && !node.quoted) {
    if (auto number = PlainNumber(node.text)) return Json::Number(*number);
  }
  if (storage == Storage::kBool && !node.quoted) {
    std::string text = base::ToLowerAscii(node.text);
    if (text == "true" || text == "false") return Json::Bool(text == "true");
  }
  return Json::Text(node.text);
}

}  // namespace

// A name of a `for` and what it takes: items written out, or the list a formula gives.
struct SampleRowMaker::Loop {
  const YamlNode* node;
  std::vector<Value> items;  // written out
  formula::Bound bound;      // or a formula
};

// A cell of a row: a value as written, or a formula bound once for all rows of a `for`.
struct SampleRowMaker::Cell {
  ColumnIndex column;
  Json written;
  const YamlNode* node = nullptr;
  formula::Bound bound;
};

// What one item of `rows:` is made of.
struct SampleRowMaker::Parts {
  TableIndex table;
  const YamlNode& node;
  const ReadContext& context;
  std::vector<Loop> loops;
  std::vector<Cell> cells;
};

void SampleRowMaker::Read(TableIndex table, const YamlNode& node, const ReadContext& context) {
  if (!node.is_map())
    return context.Fail(node, fmt::format("a row must be a map of columns, not {}", node.KindName()));
  size_t errors_before = context.errors->size();
  Fields keys(node, context, "a row");  // reports doubled columns
  Parts parts{table, node, context, {}, {}};
  formula::BindContext bind{&compiled_.catalog, kNone, {}};
  for (size_t i = 0; i < node.keys.size(); ++i) {
    if (node.keys[i].text == "for") ReadLoops(node.items[i], context, &bind, &parts.loops);
  }
  for (size_t i = 0; i < node.keys.size(); ++i) {
    if (node.keys[i].text != "for") ReadCell(table, node.keys[i], node.items[i], context, bind, &parts.cells);
  }
  if (context.errors->size() != errors_before) return;
  std::vector<Value> locals;
  Expand(parts, &locals);
}

void SampleRowMaker::ReadLoops(const YamlNode& node, const ReadContext& context, formula::BindContext* bind,
                               std::vector<Loop>* loops) {
  if (!node.is_map())
    return context.Fail(node, "`for` must be a map of names to lists: {day: \"Sequence(1, 60)\"}");
  for (size_t i = 0; i < node.keys.size(); ++i) {
    Loop loop{&node.items[i], {}, {}};
    Type type;
    if (node.items[i].is_list()) {
      type = ReadItems(node.items[i], context, &loop.items);
    } else {
      Formula formula = StripEquals(FormulaOf(node.items[i], context, "a list of `for`"));
      loop.bound = Bind(formula, *bind, "the list of `" + node.keys[i].text + "`", context);
      type = loop.bound.type.Item();
    }
    bind->locals.emplace_back(node.keys[i].text, type);
    loops->push_back(std::move(loop));
  }
}

void SampleRowMaker::ReadCell(TableIndex table_index, const YamlNode& key, const YamlNode& node,
                              const ReadContext& context, const formula::BindContext& bind,
                              std::vector<Cell>* cells) {
  const Table& table = compiled_.blueprint.tables[table_index];
  auto column = table.FindColumn(key.text);
  if (!column || table.columns[*column].name != key.text) {
    std::vector<std::string> names = ColumnNames(table);
    return context.Fail(
        key, fmt::format("no column `{}` on {}{}", key.text, table.name, base::DidYouMean(key.text, names)));
  }
  const Column& meta = table.columns[*column];
  bool row_id = meta.type->name == "row-id";
  if (!row_id && (meta.computed() || meta.type->automatic)) {
    return context.Fail(key, fmt::format("`{}` is {}; a sample cannot set it", key.text,
                                         meta.computed() ? "computed" : "written by the system"));
  }
  if (meta.type->is_files) {
    return context.Fail(key, fmt::format("`{}` holds uploaded files; a sample has none", key.text));
  }
  if (node.is_null()) return;
  Cell cell{*column, {}, &node, {}};
  if (node.is_text() && base::Trim(node.text).starts_with('=')) {
    cell.bound = Bind(StripEquals(FormulaOf(node, context, key.text)), bind, key.text, context);
  } else {
    cell.written = Written(node, compiled_.storage[table_index][*column], key.text, context);
  }
  cells->push_back(std::move(cell));
}

// One row for every combination of the loops' items; the first name changes slowest.
void SampleRowMaker::Expand(const Parts& parts, std::vector<Value>* locals) {
  const ReadContext& context = parts.context;
  if (full_ || context.errors->size() > kMaxSampleErrors) return;
  if (locals->size() < parts.loops.size()) {
    const Loop& loop = parts.loops[locals->size()];
    Value list =
        loop.bound.ok() ? Evaluate(loop.bound, *locals, *loop.node, context) : Value::List(loop.items);
    for (const Value& item : value::AsItems(list)) {
      locals->push_back(item);
      Expand(parts, locals);
      locals->pop_back();
    }
    return;
  }
  if (rows_.size() >= kMaxSampleRows) {
    context.Fail(parts.node, fmt::format("the sample has more than {} rows", kMaxSampleRows));
    full_ = true;
    return;
  }
  SampleRow row{parts.table, {}, context.PlaceOf(parts.node)};
  for (const Cell& cell : parts.cells) {
    bool written = !cell.bound.ok();
    row.cells.emplace_back(
        cell.column, written ? cell.written : ToJson(Evaluate(cell.bound, *locals, *cell.node, context)));
  }
  rows_.push_back(std::move(row));
}

Value SampleRowMaker::Evaluate(const formula::Bound& bound, const std::vector<Value>& locals,
                               const YamlNode& node, const ReadContext& context) {
  static const NoRows no_rows;
  formula::Evaluation evaluation(compiled_.catalog, no_rows, inputs_);
  Value v = evaluation.Run(*bound.root, {}, locals);
  std::span<const Value> items = value::AsItems(v);
  auto failed = std::find_if(items.begin(), items.end(), [](const Value& item) { return item.is_error(); });
  if (failed == items.end()) return v;
  context.Fail(node, fmt::format("the formula gives {}: {}", value::NameOf(failed->error_code()),
                                 failed->error_reason()));
  return {};
}

}  // namespace csip::blueprint
