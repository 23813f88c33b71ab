#include "transfer/import_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "base/text_hash.h"
#include "transfer/csv_reader.h"
#include "transfer/csv_writer.h"
#include "value/types/reading.h"
#include "workspace/options.h"
#include "workspace/workspace.h"

namespace csip::transfer {
namespace {

using value::Storage;
using value::Value;

constexpr size_t kProgressEvery = 4096;  // records
constexpr size_t kKnown = 4096;          // texts of a column

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// "-12.5": what the reader of numbers has nothing to take away from. With so few digits the quotient of two whole numbers is
// the nearest double.
std::optional<double> PlainNumber(std::string_view text) {
  constexpr size_t kDigits = 15;
  constexpr double kPowers[kDigits + 1] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  size_t at = text.starts_with('-') ? 1 : 0;
  if (text.size() == at || text.size() - at > kDigits + 1 || !IsDigit(text[at])) return std::nullopt;
  int64_t digits = 0;
  size_t point = text.size();
  for (size_t i = at; i < text.size(); ++i) {
    if (IsDigit(text[i])) {
      digits = digits * 10 + (text[i] - '0');
    } else if (text[i] == '.' && point == text.size()) {
      point = i;
    } else {
      return std::nullopt;
    }
  }
  if (text.size() - at - (point < text.size() ? 1 : 0) > kDigits) return std::nullopt;
  double number = static_cast<double>(digits);
  if (point < text.size()) number /= kPowers[text.size() - point - 1];
  return at == 0 ? number : -number;
}

bool IsIn(const value::TypeLimits& limits, double number) {
  return !(limits.min && number < *limits.min) && !(limits.max && number > *limits.max);
}

}  // namespace

KnownOptions OptionsIn(const engine::Engine& engine) {
  KnownOptions known;
  const auto& tables = engine.compiled().blueprint.tables;
  for (value::TableIndex t = 0; t < tables.size(); ++t) {
    for (value::ColumnIndex c = 0; c < tables[t].columns.size(); ++c) {
      if (!tables[t].columns[c].type->has_options) continue;
      for (const auto& option : workspace::OptionsOf(engine, t, c)) known[{t, c}].push_back(option.name);
    }
  }
  return known;
}

std::vector<std::string> SplitItems(std::string_view text) {
  std::vector<std::string> items;
  if (text.starts_with('[')) {
    auto json = base::ParseJson(text);
    if (json.ok() && json->is_array()) {
      for (const base::Json& item : json->items())
        items.push_back(item.is_text() ? item.text() : item.ToString());
      return items;
    }
  }
  for (std::string_view part : base::Split(text, ';')) {
    if (auto item = base::Trim(part); !item.empty()) items.emplace_back(item);
  }
  return items;
}

std::string JoinItems(const std::vector<std::string>& items) {
  std::string joined = fmt::format("{}", fmt::join(items, "; "));
  if (SplitItems(joined) == items) return joined;
  std::vector<base::Json> json;
  for (const std::string& item : items) json.push_back(base::Json::Text(item));
  return base::Json::Array(std::move(json)).ToString();
}

base::Status ImportReader::ReadOnline(const std::optional<std::map<std::string, std::string>>& mapping) {
  online_ = true;
  mapping_ = mapping;
  if (mapping && mapping->empty())
    return base::Invalid("`mapping` names no column; there is nothing to import");
  return {};
}

ImportedTable ImportReader::Read(value::TableIndex table, const std::string& file, std::string_view text,
                                 const Progress& progress) {
  out_ = {.table = table, .file = file};
  known_.clear();
  whole_ = true;
  row_id_ = RowIdFormula::Of(compiled_, table);
  CsvReader reader(text);
  separator_ = reader.separator();
  std::vector<std::string_view> fields;
  bool header = true;
  while (true) {
    auto more = reader.Next(&fields);
    if (!more.ok()) {
      problems_.Add(file, more.error().place.line, more.error().message);
      whole_ = false;
      break;
    }
    if (!*more) {
      if (header) {
        problems_.Add(file, 1, "the file is empty; its first line should hold the names of the columns");
        whole_ = false;
      }
      break;
    }
    if (header) {
      size_t before = problems_.count();
      ReadHeader(fields);
      whole_ = problems_.count() == before;
      if (online_ && !whole_) break;
    } else {
      ReadRecord(fields, reader.line());
    }
    header = false;
    if (out_.rows.size() % kProgressEvery == 0 && !progress(reader.position())) {
      whole_ = false;
      return std::move(out_);
    }
  }
  (void)progress(text.size());
  return std::move(out_);
}

void ImportReader::ReadHeader(const std::vector<std::string_view>& names) {
  const blueprint::Table& table = compiled_.blueprint.tables[out_.table];
  std::vector<std::string> known;
  for (const blueprint::Column& column : table.columns) known.push_back(column.name);
  fields_.clear();
  std::set<std::string> seen;
  for (std::string_view raw : names) {
    std::string header(base::Trim(UnguardCell(raw)));
    Field field;
    bool skip = false;
    std::string name = ColumnOf(header, &skip);
    if (skip) {
      fields_.push_back(field);
      continue;
    }
    auto column = table.FindColumn(name);
    bool row_id = row_id_ && column == row_id_->column();
    if (online_ && column) {
      if (auto status = CheckOnline(header, table.columns[*column], row_id); !status.ok()) {
        problems_.Add(out_.file, 1, status.error().message);
        fields_.push_back(field);
        continue;
      }
    }
    if (!seen.insert(name).second) {
      problems_.Add(out_.file, 1, fmt::format("there are two columns `{}`", name));
    } else if (name == "_row" || row_id) {
      field.use = Field::Use::kRowId;
    } else if (!column) {
      problems_.Add(out_.file, 1,
                    fmt::format("no column `{}` on {}{}", name, table.name, base::DidYouMean(name, known)));
    } else if (!table.columns[*column].computed() &&
               compiled_.storage[out_.table][*column] != Storage::kNone) {
      field = CellOf(*column);
    } else if (table.columns[*column].type->name == "row-id") {
      problems_.Add(
          out_.file, 1,
          fmt::format("the row ids in `{}` cannot be turned back into row numbers by its formula", name));
    }
    fields_.push_back(field);
  }
}

ImportReader::Field ImportReader::CellOf(value::ColumnIndex c) {
  const blueprint::Column& column = compiled_.blueprint.tables[out_.table].columns[c];
  Storage storage = compiled_.storage[out_.table][c];
  bool link = storage == Storage::kRow || storage == Storage::kRows;
  bool option = storage == Storage::kText && column.type->has_options;
  Field field{.use = Field::Use::kCell, .column = c, .cell = out_.columns.size(), .trim = link || option};
  field.plain = link || (storage == Storage::kText && !option && column.type->read == value::ReadPlainText);
  field.words = field.plain || option;
  field.number = storage == Storage::kNumber && column.type->read == value::ReadNumber;
  out_.columns.push_back(c);
  value::Cells& cells = out_.cells.emplace_back(link ? Storage::kText : storage);
  if (cells.storage() == Storage::kText) cells.KeepWords();
  known_.emplace_back();
  return field;
}

std::string ImportReader::ColumnOf(const std::string& header, bool* skip) const {
  if (!mapping_) return header;
  auto found = mapping_->find(header);
  *skip = found == mapping_->end() || found->second.empty();
  return *skip ? std::string() : found->second;
}

base::Status ImportReader::CheckOnline(const std::string& header, const blueprint::Column& column,
                                       bool row_id) const {
  std::string why;
  if (column.type->is_files) {
    why = "holds files, which are attached one by one";
  } else if (column.type->automatic && !row_id) {
    why = "is written by the system";
  } else if (column.computed() && mapping_ && !row_id) {
    why = "is computed by a formula";
  }
  if (why.empty()) return {};
  return base::Invalid(fmt::format("`{}`: {} {}; leave it out", header, column.name, why));
}

void ImportReader::ReadRecord(const std::vector<std::string_view>& fields, int line) {
  ImportedRow row{.line = line};
  if (fields.size() != fields_.size()) {
    problems_.Add(out_.file, line, WrongWidth(fields.size(), fields_.size(), separator_));
    row.bad = true;
    out_.rows.push_back(row);
    for (value::Cells& cells : out_.cells) cells.AddBlank();
    return;
  }
  // The columns' tables of words are asked together: each look into them may wait for memory.
  texts_.resize(fields.size());
  for (size_t i = 0; i < fields.size(); ++i) texts_[i] = TextOf(fields_[i], fields[i]);
  for (size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields_[i];
    if (field.use == Field::Use::kSkip) continue;
    if (field.use == Field::Use::kCell && AddCell(field, texts_[i])) continue;
    base::Status status;
    if (field.use == Field::Use::kCell) {
      status = ReadCell(field, texts_[i]);
    } else if (!fields[i].empty()) {
      auto number = ReadNumber(texts_[i].text);
      if (number.ok()) {
        row.number = *number;
        continue;
      }
      status = number.error();
    }
    if (!status.ok()) {
      problems_.Add(out_.file, line, status.error().message);
      row.bad = true;
    }
  }
  out_.rows.push_back(row);
}

base::Result<int64_t> ImportReader::ReadNumber(std::string_view text) const {
  std::string_view id = base::Trim(text);
  if (id.empty()) return int64_t{0};
  if (row_id_) {
    if (auto number = row_id_->NumberOf(id)) return *number;
  }
  if (auto number = workspace::ReadRowId(id); number && *number > 0 && *number < int64_t{value::kNone})
    return *number;
  std::string example = row_id_ ? row_id_->TextOf(12) : "i-12";
  return base::Invalid(fmt::format("`{}` is no row id of {}; they look like `{}`", id,
                                   compiled_.blueprint.tables[out_.table].name, example));
}

ImportReader::Text ImportReader::TextOf(const Field& field, std::string_view text) const {
  if (text.starts_with('\'')) text = UnguardCell(text);
  bool at_edge = field.trim && !text.empty() && (text.front() <= ' ' || text.back() <= ' ');
  if (at_edge) text = base::Trim(text);
  if (!field.words) return {text};
  uint32_t hash = base::HashText(text);
  out_.cells[field.cell].words()->Prefetch(hash);
  return {text, hash};
}

bool ImportReader::AddCell(const Field& field, const Text& text) {
  value::Cells& cells = out_.cells[field.cell];
  if (text.text.empty()) {
    cells.AddBlank();
    return true;
  }
  if (field.words) {
    uint32_t word = cells.words()->Find(text.text, text.hash);
    if (word != value::Words::kNone) cells.AddWord(word);
    return word != value::Words::kNone;
  }
  if (!field.number) return false;
  const blueprint::Column& column = compiled_.blueprint.tables[out_.table].columns[field.column];
  auto number = PlainNumber(text.text);
  if (!number || !IsIn(column.limits, *number)) return false;
  cells.AddNumber(*number);
  return true;
}

base::Status ImportReader::ReadCell(const Field& field, const Text& text) {
  value::Cells& cells = out_.cells[field.cell];
  bool normal = base::IsNfc(text.text);
  if (field.plain && normal) {
    cells.AddWord(cells.words()->Add(Value::Text(text.text), text.hash));
    return {};
  }
  Known& known = known_[field.cell];
  uint32_t hash = field.words ? text.hash : base::HashText(text.text);
  if (uint32_t word = known.texts.Find(text.text, hash); word != value::Words::kNone) {
    cells.Add(known.values[word]);
    return {};
  }
  auto read = ReadValue(field.column, text.text);
  if (!read.ok()) {
    cells.AddBlank();
    const blueprint::Column& column = compiled_.blueprint.tables[out_.table].columns[field.column];
    return base::Invalid(fmt::format("column {}: {}", column.name, read.error().message));
  }
  cells.Add(*read);
  if (normal && known.values.size() < kKnown) {
    known.texts.Add(Value::Text(text.text), hash);
    known.values.push_back(std::move(*read));
  }
  return {};
}

base::Result<Value> ImportReader::ReadValue(value::ColumnIndex c, std::string_view text) const {
  const blueprint::Column& column = compiled_.blueprint.tables[out_.table].columns[c];
  switch (compiled_.storage[out_.table][c]) {
    case Storage::kNone:
      return Value();
    case Storage::kRow:
    case Storage::kRows:
      return Value::Text(base::Trim(text));
    case Storage::kTexts:
      return ReadItems(c, text);
    case Storage::kInstant:
      if (column.type->automatic)
        return value::FindColumnType("date-time")
            ->read(base::Json::Text(std::string(text)), column.limits, zone_);
      break;
    case Storage::kText:
      if (column.type->has_options) return ReadOption(c, base::Trim(text));
      break;
    default:
      break;
  }
  return column.type->read(base::Json::Text(std::string(text)), column.limits, zone_);
}

base::Result<Value> ImportReader::ReadOption(value::ColumnIndex c, std::string_view text) const {
  if (text.empty()) return Value();
  static const std::vector<std::string> kNothing;
  auto found = options_.find({out_.table, c});
  const std::vector<std::string>& names = found == options_.end() ? kNothing : found->second;
  std::string wanted = base::ToNfc(text);
  for (const std::string& name : names) {
    if (name == wanted) return Value::Text(name);
  }
  for (const std::string& name : names) {
    if (base::EqualsIgnoreCaseAscii(name, wanted)) return Value::Text(name);
  }
  std::string hint = base::DidYouMean(wanted, names);
  if (hint.empty()) hint = fmt::format("; the options are {}", fmt::join(names, ", "));
  return base::Invalid(fmt::format("`{}` is not an option{}", wanted, hint));
}

base::Result<Value> ImportReader::ReadItems(value::ColumnIndex c, std::string_view text) const {
  bool options = compiled_.blueprint.tables[out_.table].columns[c].type->has_options;
  std::vector<Value> items;
  for (const std::string& item : SplitItems(text)) {
    if (!options) {
      items.push_back(Value::Text(item));
      continue;
    }
    CSIP_ASSIGN_OR_RETURN(Value option, ReadOption(c, item));
    items.push_back(std::move(option));
  }
  return Value::List(std::move(items));
}

}  // namespace csip::transfer
