#include "blueprint/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "blueprint/catalog.h"
#include "blueprint/fields.h"
#include "blueprint/folder.h"
#include "value/civil.h"

namespace csip::blueprint {
namespace {

using base::Json;
using formula::Type;
using value::Storage;
using value::Value;

constexpr size_t kMaxRows = 5'000'000;
constexpr size_t kMaxErrors = 50;

// Sample rows are made before there are rows: a formula that looks for some finds none.
class NoRows : public formula::RowSource {
 public:
  Value Cell(TableIndex, ColumnIndex, value::RowSlot) const override { return {}; }
  void Rows(TableIndex, std::vector<value::RowSlot>*) const override {}
  int64_t RowNumber(TableIndex, value::RowSlot) const override { return 0; }
  std::string RowId(TableIndex, value::RowSlot) const override { return ""; }
  Value Named(uint32_t) const override { return {}; }
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

// A name of a `for` and what it takes: items written out, or the list a formula gives.
struct Loop {
  const YamlNode* node;
  std::vector<Value> items;  // written out
  formula::Bound bound;      // or a formula
};

// A cell of a row: a value as written, or a formula bound once for all rows of a `for`.
struct Cell {
  ColumnIndex column;
  Json written;
  const YamlNode* node = nullptr;
  formula::Bound bound;
};

class SampleReader {
 public:
  SampleReader(const std::string& folder, const Compiled& compiled, const formula::EvalInputs& inputs)
      : folder_(folder + "/samples/"), compiled_(compiled), inputs_(inputs) {}

  base::Result<std::vector<SampleRow>> Run(const std::string& name) {
    ReadOne(name, "");
    if (errors_.empty()) return std::move(rows_);
    base::Error error = errors_.front();
    for (size_t i = 1; i < std::min(errors_.size(), kMaxErrors); ++i)
      error.message += "\n" + errors_[i].ToString();
    if (errors_.size() > kMaxErrors)
      error.message += fmt::format("\n... and {} more", errors_.size() - kMaxErrors);
    return error;
  }

 private:
  std::optional<YamlNode> Load(const std::string& file, std::string* text) {
    auto read = ReadFile(folder_ + file, "samples/" + file);
    auto parsed =
        read.ok() ? ParseYaml(*text = *read, "samples/" + file) : base::Result<YamlNode>(read.error());
    if (parsed.ok()) return std::move(parsed).value();
    errors_.push_back(parsed.error());
    return std::nullopt;
  }

  // The rows of the sample it extends, then its own. `extended_by` is the sample that asked for it.
  void ReadOne(const std::string& name, const std::string& extended_by) {
    std::vector<std::string> names = SampleNamesIn(folder_);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      std::string words = base::DidYouMean(name, names);
      if (words.empty() && !names.empty()) words = fmt::format("; there are {}", fmt::join(names, ", "));
      base::Place place;
      if (!extended_by.empty()) place.file = "samples/" + extended_by + "/sample.yaml";
      errors_.push_back({base::Code::kNotFound, fmt::format("no sample `{}`{}", name, words), place});
      return;
    }
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end()) {
      chain_.push_back(name);
      errors_.push_back(base::Invalid(fmt::format("samples extend each other: {}", fmt::join(chain_, " -> ")),
                                      {"samples/" + name + "/sample.yaml"}));
      return;
    }
    chain_.push_back(name);
    std::string text;
    auto node = Load(name + "/sample.yaml", &text);
    if (!node) return;
    ReadContext context{"samples/" + name + "/sample.yaml", text, &errors_, &places_};
    Fields fields(*node, context, "a sample");
    fields.Text("title");
    fields.Text("description");
    std::string extends = fields.Text("extends");
    std::vector<const YamlNode*> tables = fields.Items("tables");
    fields.Done();
    if (!extends.empty()) ReadOne(extends, name);
    ReadTables(name, tables, context);
  }

  static std::vector<std::string> SampleNamesIn(const std::string& samples) {
    std::vector<std::string> names;
    for (const FolderEntry& entry : ListFolder(samples)) {
      if (entry.is_folder) names.push_back(entry.name);
    }
    return names;
  }

  struct TableFile {
    std::string text;
    YamlNode node;
    std::string file;
    bool listed = false;
  };

  void ReadTables(const std::string& name, const std::vector<const YamlNode*>& listed,
                  const ReadContext& context) {
    std::map<std::string, TableFile> files;
    for (const FolderEntry& entry : ListFolder(folder_ + name)) {
      if (entry.is_folder || entry.name == "sample.yaml" || !entry.name.ends_with(".yaml")) continue;
      TableFile file;
      file.file = name + "/" + entry.name;
      auto node = Load(file.file, &file.text);
      if (!node) continue;
      file.node = std::move(*node);
      std::string table = TableOf(file.node);
      file.file = "samples/" + file.file;
      base::Place place{file.file, file.node.line, file.node.column};
      auto [found, fresh] = files.try_emplace(table, std::move(file));
      if (table.empty())
        errors_.push_back(base::Invalid("the file needs the key `table`: whose rows these are", place));
      else if (!fresh)
        errors_.push_back(base::Invalid(
            fmt::format("the rows of {} stand in {} already", table, found->second.file), place));
    }
    for (const YamlNode* item : listed) {
      std::string table = TextOf(*item, context, "an item of `tables`");
      auto found = files.find(table);
      if (found != files.end() && !found->second.listed) {
        found->second.listed = true;
        ReadTableFile(table, found->second);
      } else if (found != files.end()) {
        context.Fail(*item, fmt::format("the table {} is listed twice", table));
      } else {
        std::vector<std::string> names;
        for (const auto& [known, file] : files) names.push_back(known);
        context.Fail(*item, fmt::format("no file of the sample holds rows of `{}`{}", table,
                                        base::DidYouMean(table, names)));
      }
    }
    for (const auto& [table, file] : files) {
      if (file.listed || table.empty()) continue;
      errors_.push_back(
          base::Invalid(fmt::format("the table {} is not listed under `tables` in sample.yaml", table),
                        {file.file, file.node.line, file.node.column}));
    }
  }

  static std::string TableOf(const YamlNode& node) {
    for (size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].text == "table" && node.items[i].is_text()) return node.items[i].text;
    }
    return "";
  }

  void ReadTableFile(const std::string& name, const TableFile& file) {
    ReadContext context{file.file, file.text, &errors_, &places_};
    Fields fields(file.node, context, "a file of sample rows");
    const YamlNode* table_node = fields.Require("table");
    auto table = compiled_.blueprint.FindTable(name);
    if (!table) {
      std::vector<std::string> names;
      for (const Table& known : compiled_.blueprint.tables) names.push_back(known.name);
      context.Fail(*table_node, fmt::format("no table `{}`{}", name, base::DidYouMean(name, names)));
      return;
    }
    fields.Require("rows");
    for (const YamlNode* row : fields.Items("rows")) ReadRow(*table, *row, context);
    fields.Done();
  }

  void ReadRow(TableIndex table, const YamlNode& node, const ReadContext& context) {
    if (!node.is_map())
      return context.Fail(node, fmt::format("a row must be a map of columns, not {}", node.KindName()));
    size_t errors_before = errors_.size();
    Fields keys(node, context, "a row");  // reports doubled columns
    std::vector<Loop> loops;
    formula::BindContext bind{&compiled_.catalog, kNone, {}};
    for (size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].text == "for") ReadLoops(node.items[i], context, &bind, &loops);
    }
    std::vector<Cell> cells;
    for (size_t i = 0; i < node.keys.size(); ++i) {
      if (node.keys[i].text != "for") ReadCell(table, node.keys[i], node.items[i], context, bind, &cells);
    }
    if (errors_.size() != errors_before) return;
    std::vector<Value> locals;
    Expand(table, node, context, loops, cells, &locals);
  }

  void ReadLoops(const YamlNode& node, const ReadContext& context, formula::BindContext* bind,
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
        loop.bound = Bind(formula, *bind, "the list of `" + node.keys[i].text + "`");
        type = loop.bound.type.Item();
      }
      bind->locals.emplace_back(node.keys[i].text, type);
      loops->push_back(std::move(loop));
    }
  }

  // Items written out: numbers when all are, else texts.
  Type ReadItems(const YamlNode& list, const ReadContext& context, std::vector<Value>* items) {
    bool numbers = std::all_of(list.items.begin(), list.items.end(), [](const YamlNode& item) {
      return item.is_text() && !item.quoted && PlainNumber(item.text);
    });
    for (const YamlNode& item : list.items) {
      std::string text = TextOf(item, context, "an item of `for`");
      items->push_back(numbers ? Value::Number(*PlainNumber(text)) : Value::Text(text));
    }
    return Type::Of(numbers ? formula::Base::kNumber : formula::Base::kText);
  }

  // The formula behind "=".
  static Formula StripEquals(Formula formula) {
    size_t start = formula.text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos || formula.text[start] != '=') return formula;
    // The places of the bytes stay right: blanks take the place of what is cut.
    formula.text[start] = ' ';
    return formula;
  }

  formula::Bound Bind(const Formula& formula, const formula::BindContext& bind, const std::string& what) {
    formula::Bound bound = formula::Bind(formula.text, bind);
    for (const formula::Diagnostic& diagnostic : bound.diagnostics) {
      if (diagnostic.severity != formula::Diagnostic::Severity::kError) continue;
      errors_.push_back(
          base::Invalid(fmt::format("{} ({})", diagnostic.message, what), formula.At(diagnostic.span.begin)));
    }
    return bound;
  }

  void ReadCell(TableIndex table_index, const YamlNode& key, const YamlNode& node, const ReadContext& context,
                const formula::BindContext& bind, std::vector<Cell>* cells) {
    const Table& table = compiled_.blueprint.tables[table_index];
    auto column = table.FindColumn(key.text);
    if (!column || table.columns[*column].name != key.text) {
      std::vector<std::string> names;
      for (const Column& known : table.columns) names.push_back(known.name);
      return context.Fail(key, fmt::format("no column `{}` on {}{}", key.text, table.name,
                                           base::DidYouMean(key.text, names)));
    }
    const Column& meta = table.columns[*column];
    bool row_id = meta.type->name == "row-id";
    if (!row_id && (meta.computed() || meta.type->automatic)) {
      return context.Fail(key, fmt::format("`{}` is {}; a sample cannot set it", key.text,
                                           meta.computed() ? "computed" : "written by the system"));
    }
    if (node.is_null()) return;
    Cell cell{*column, {}, &node, {}};
    if (node.is_text() && base::Trim(node.text).starts_with('=')) {
      cell.bound = Bind(StripEquals(FormulaOf(node, context, key.text)), bind, key.text);
    } else {
      cell.written = Written(node, compiled_.storage[table_index][*column], key.text, context);
    }
    cells->push_back(std::move(cell));
  }

  // As a client would send it: numbers and booleans where the column holds such, else text as it stands.
  static Json Written(const YamlNode& node, Storage storage, const std::string& column,
                      const ReadContext& context) {
    if (node.is_list()) {
      std::vector<Json> items;
      for (const YamlNode& item : node.items) {
        if (item.is_text())
          items.push_back(Written(item, storage, column, context));
        else
          context.Fail(item, fmt::format("an item of `{}` must be text, not {}", column, item.KindName()));
      }
      return Json::Array(std::move(items));
    }
    if (!node.is_text()) {
      context.Fail(node,
                   fmt::format("`{}` must be text, a number or a list, not {}", column, node.KindName()));
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

  // One row for every combination of the loops' items; the first name changes slowest.
  void Expand(TableIndex table, const YamlNode& node, const ReadContext& context,
              const std::vector<Loop>& loops, const std::vector<Cell>& cells, std::vector<Value>* locals) {
    if (rows_.size() >= kMaxRows) {
      if (!full_) context.Fail(node, fmt::format("the sample has more than {} rows", kMaxRows));
      full_ = true;
      return;
    }
    if (locals->size() < loops.size()) {
      const Loop& loop = loops[locals->size()];
      Value list =
          loop.bound.ok() ? Evaluate(loop.bound, *locals, *loop.node, context) : Value::List(loop.items);
      for (const Value& item : value::AsItems(list)) {
        if (full_ || errors_.size() > kMaxErrors) return;
        locals->push_back(item);
        Expand(table, node, context, loops, cells, locals);
        locals->pop_back();
      }
      return;
    }
    SampleRow row{table, {}, context.PlaceOf(node)};
    for (const Cell& cell : cells) {
      row.cells.emplace_back(cell.column, cell.bound.ok()
                                              ? ToJson(Evaluate(cell.bound, *locals, *cell.node, context))
                                              : cell.written);
    }
    rows_.push_back(std::move(row));
  }

  Value Evaluate(const formula::Bound& bound, const std::vector<Value>& locals, const YamlNode& node,
                 const ReadContext& context) {
    formula::Evaluation evaluation(compiled_.catalog, no_rows_, inputs_);
    Value v = evaluation.Run(*bound.root, {}, locals);
    std::span<const Value> items = value::AsItems(v);
    auto failed = std::find_if(items.begin(), items.end(), [](const Value& item) { return item.is_error(); });
    if (failed == items.end()) return v;
    context.Fail(node, fmt::format("the formula gives {}: {}", value::NameOf(failed->error_code()),
                                   failed->error_reason()));
    return {};
  }

  std::string folder_;
  const Compiled& compiled_;
  const formula::EvalInputs& inputs_;
  NoRows no_rows_;
  Places places_;
  std::vector<std::string> chain_;
  std::vector<SampleRow> rows_;
  std::vector<base::Error> errors_;
  bool full_ = false;
};

}  // namespace

std::vector<std::string> SampleNames(const std::string& folder) {
  std::vector<std::string> names;
  for (const FolderEntry& entry : ListFolder(folder + "/samples")) {
    if (entry.is_folder) names.push_back(entry.name);
  }
  return names;
}

base::Result<std::vector<SampleRow>> ReadSample(const std::string& folder, const std::string& name,
                                                const Compiled& compiled, const formula::EvalInputs& inputs) {
  return SampleReader(folder, compiled, inputs).Run(name);
}

}  // namespace csip::blueprint
