#include "store/sqlite/cell.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "store/sqlite/log_value.h"
#include "value/civil.h"

namespace csip::store::sqlite {
namespace {

using value::Kind;
using value::Storage;
using value::Value;

constexpr base::JsonLimits kListLimits{size_t{1} << 30, 8};

void AppendItem(const Value& v, std::string* out) {
  switch (v.kind()) {
    case Kind::kBlank:
    case Kind::kError:
    case Kind::kList:
      *out += "null";
      break;
    case Kind::kBool:
      *out += v.boolean() ? "true" : "false";
      break;
    case Kind::kNumber:
      base::AppendNumber(v.number(), out);
      break;
    case Kind::kText:
      *out += base::QuoteJson(v.text());
      break;
    case Kind::kDate:
      *out += '"' + value::FormatDate(v.date()) + '"';
      break;
    case Kind::kInstant:
      *out += '"' + FormatMoment(v.instant()) + '"';
      break;
    case Kind::kRow:
      *out += std::to_string(v.row().slot);
      break;
  }
}

std::string ListJson(const Value& v) {
  std::string out = "[";
  for (const Value& item : value::AsItems(v)) {
    if (out.size() > 1) out += ',';
    AppendItem(item, &out);
  }
  return out + "]";
}

Value RowOf(const SqlColumn& column, int64_t number) {
  if (number < 0 || number >= value::kNone || column.target == value::kNone) return {};
  return Value::Row({column.target, static_cast<value::RowSlot>(number)});
}

// [1,2,3] without a detour through a document.
Value ReadRows(std::string_view text, const SqlColumn& column) {
  std::vector<Value> items;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    int64_t number = 0;
    auto [next, error] = std::from_chars(at, end, number);
    if (error == std::errc()) {
      Value row = RowOf(column, number);
      if (!row.is_blank()) items.push_back(std::move(row));
      at = next;
    } else {
      ++at;
    }
  }
  return Value::List(std::move(items));
}

Value ReadTexts(std::string_view text) {
  auto json = base::ParseJson(text, kListLimits);
  if (!json.ok()) return {};
  std::vector<Value> items;
  for (const base::Json& item : json->items()) {
    if (item.is_text()) items.push_back(Value::Text(item.text()));
    if (item.is_number()) items.push_back(Value::Number(item.number()));
    if (item.is_bool()) items.push_back(Value::Bool(item.boolean()));
  }
  return Value::List(std::move(items));
}

char* WriteDigits(int64_t number, int digits, char* out) {
  for (int i = digits - 1; i >= 0; --i, number /= 10) out[i] = static_cast<char>('0' + number % 10);
  return out + digits;
}

// 2026-11-22, as far as a year has four digits.
char* WriteDay(int32_t days, char* out) {
  value::Civil day = value::CivilOf(days);
  out = WriteDigits(day.year, 4, out);
  *out++ = '-';
  out = WriteDigits(day.month, 2, out);
  *out++ = '-';
  return WriteDigits(day.day, 2, out);
}

size_t WriteMoment(int64_t micros, char* text) {
  int64_t days = micros / base::kMicrosPerDay - (micros % base::kMicrosPerDay < 0 ? 1 : 0);
  int64_t rest = micros - days * base::kMicrosPerDay;
  int64_t seconds = rest / base::kMicrosPerSecond;
  char* out = WriteDay(static_cast<int32_t>(days), text);
  for (auto [mark, number] :
       {std::pair('T', seconds / 3600), std::pair(':', seconds / 60 % 60), std::pair(':', seconds % 60)}) {
    *out++ = mark;
    out = WriteDigits(number, 2, out);
  }
  *out++ = '.';
  out = WriteDigits(rest % base::kMicrosPerSecond, 6, out);
  *out++ = 'Z';
  return static_cast<size_t>(out - text);
}

// As the cell looks, for what does not fit the column.
Value ReadAsIs(const Statement& statement, int at) {
  switch (statement.Type(at)) {
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return Value::Number(statement.Real(at));
    case SQLITE_TEXT:
      return Value::Text(statement.Text(at));
    default:
      return {};
  }
}

// A formula whose kind is only known when it runs may give what its column's class cannot tell from something else: a day
// among numbers, a text that SQL would turn into a number. Such a value is a BLOB: as the change log writes it.
bool IsMisfit(const Value& v, const SqlColumn& column) {
  if (v.is_blank() || v.is_error() || v.is_row()) return false;
  bool several = column.storage == Storage::kTexts || column.storage == Storage::kRows;
  return !several && StorageOf(v) != column.storage && StorageOf(v) != Storage::kRows;
}

Value ReadMisfit(const Statement& statement, int at) {
  return ReadLogText(statement.Blob(at), [](int64_t) { return value::kNone; });
}

}  // namespace

std::string FormatMoment(int64_t micros) {
  char text[kCellScratch];
  return {text, WriteMoment(micros, text)};
}

namespace {

// A parameter of a statement, and what a function of SQL gives.
class Parameter {
 public:
  Parameter(Statement& statement, int parameter) : statement_(statement), parameter_(parameter) {}
  void Integer(int64_t number) { statement_.Integer(parameter_, number); }
  void Real(double number) { statement_.Real(parameter_, number); }
  void Text(std::string_view text) { statement_.Text(parameter_, text); }
  void CopiedText(std::string_view text) { statement_.CopiedText(parameter_, text); }
  void CopiedBlob(std::string_view bytes) { statement_.CopiedBlob(parameter_, bytes); }
  void Null() { statement_.Null(parameter_); }

 private:
  Statement& statement_;
  int parameter_;
};

class Given {
 public:
  explicit Given(sqlite3_context* context) : context_(context) {}
  void Integer(int64_t number) { sqlite3_result_int64(context_, number); }
  void Real(double number) { sqlite3_result_double(context_, number); }
  void Text(std::string_view text) {
    sqlite3_result_text64(context_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void CopiedText(std::string_view text) {
    sqlite3_result_text64(context_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  void CopiedBlob(std::string_view bytes) {
    sqlite3_result_blob64(context_, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  }
  void Null() {}

 private:
  sqlite3_context* context_;
};

template <typename To>
void PutCell(To to, const Value& v, const SqlColumn& column) {
  bool several = column.storage == Storage::kTexts || column.storage == Storage::kRows;
  if (several && !v.is_blank() && !v.is_error()) {
    to.CopiedText(ListJson(v));
    return;
  }
  if (IsMisfit(v, column)) {
    std::string text;
    AppendLogValue(v, Catalog(), &text);
    to.CopiedBlob(text);
    return;
  }
  switch (v.kind()) {
    case Kind::kBlank:
    case Kind::kError:
      to.Null();
      break;
    case Kind::kBool:
      to.Integer(v.boolean() ? 1 : 0);
      break;
    case Kind::kNumber:
      to.Real(v.number());
      break;
    case Kind::kText:
      to.Text(v.text());
      break;
    case Kind::kDate:
      to.CopiedText(value::FormatDate(v.date()));
      break;
    case Kind::kInstant:
      to.CopiedText(FormatMoment(v.instant()));
      break;
    case Kind::kRow:
      to.Integer(v.row().slot);
      break;
    case Kind::kList:
      to.CopiedText(ListJson(v));
      break;
  }
}

}  // namespace

void BindCell(Statement& statement, int parameter, const Value& v, const SqlColumn& column) {
  PutCell(Parameter(statement, parameter), v, column);
}

Value ReadCell(const Statement& statement, int at, const SqlColumn& column) {
  static const value::Zone kUtc;
  int type = statement.Type(at);
  if (type == SQLITE_NULL) return {};
  if (type == SQLITE_BLOB) return ReadMisfit(statement, at);
  bool number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
  switch (column.storage) {
    case Storage::kNone:
      return {};
    case Storage::kBool:
      return number ? Value::Bool(statement.Integer(at) != 0) : ReadAsIs(statement, at);
    case Storage::kNumber:
      return ReadAsIs(statement, at);
    case Storage::kText:
      return ReadAsIs(statement, at);
    case Storage::kDate:
      if (auto days = value::ReadDate(statement.Text(at))) return Value::Date(*days);
      return ReadAsIs(statement, at);
    case Storage::kInstant:
      if (auto micros = value::ReadInstant(statement.Text(at), kUtc)) return Value::Instant(*micros);
      return ReadAsIs(statement, at);
    case Storage::kRow:
      return number ? RowOf(column, statement.Integer(at)) : ReadAsIs(statement, at);
    case Storage::kTexts:
      return ReadTexts(statement.Text(at));
    case Storage::kRows:
      return ReadRows(statement.Text(at), column);
  }
  return {};
}

void ReadCell(const Statement& statement, int at, const SqlColumn& column, value::Cells* cells) {
  static const value::Zone kUtc;
  ResultCell cell = statement.Cell(at);
  int type = cell.Type();
  if (type == SQLITE_NULL) return cells->AddBlank();
  if (type == SQLITE_BLOB) return cells->Add(ReadMisfit(statement, at));
  bool number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
  switch (column.storage) {
    case Storage::kBool:
      if (number) return cells->AddNumber(cell.Integer() != 0 ? 1 : 0);
      break;
    case Storage::kNumber:
      if (double real = cell.Real(); number && std::isfinite(real)) return cells->AddNumber(real);
      break;
    case Storage::kText:
      // What is not plain goes the way that sees to its normal form.
      if (std::string_view text = cell.Text(); type == SQLITE_TEXT && !text.empty()) {
        if (base::IsNfc(text)) return cells->AddText(text);
      }
      break;
    case Storage::kDate:
      if (auto days = value::ReadDate(cell.Text())) return cells->AddNumber(*days);
      break;
    case Storage::kInstant:
      if (auto micros = value::ReadInstant(cell.Text(), kUtc))
        return cells->AddNumber(static_cast<double>(*micros));
      break;
    case Storage::kRow:
      if (int64_t row = cell.Integer();
          number && row >= 0 && row < value::kNone && column.target != value::kNone) {
        return cells->AddRow(static_cast<uint32_t>(row));
      }
      break;
    default:
      break;
  }
  cells->Add(ReadCell(statement, at, column));
}

void GiveCell(sqlite3_context* context, const value::Cells& cells, size_t row, const SqlColumn& column,
              char* scratch) {
  Given to(context);
  using value::CellState;
  CellState state = cells.state(row);
  if (state == CellState::kBlank || state == CellState::kBlankDivision) {
    to.Null();
    return;
  }
  if (state == CellState::kOther || cells.storage() != column.storage) {
    // A copy: the value itself is gone before the statement is.
    Value v = cells.Get(row);
    v.is_text() && !IsMisfit(v, column) ? to.CopiedText(v.text()) : PutCell(to, v, column);
    return;
  }
  switch (cells.storage()) {
    case Storage::kNumber:
      to.Real(cells.number(row));
      break;
    case Storage::kBool:
      to.Integer(cells.number(row) != 0 ? 1 : 0);
      break;
    case Storage::kDate: {
      char* end = WriteDay(static_cast<int32_t>(cells.number(row)), scratch);
      to.Text({scratch, static_cast<size_t>(end - scratch)});
      break;
    }
    case Storage::kInstant:
      to.Text({scratch, WriteMoment(static_cast<int64_t>(cells.number(row)), scratch)});
      break;
    case Storage::kText:
      to.Text(cells.text(row));
      break;
    case Storage::kRow:
      to.Integer(cells.row(row));
      break;
    default:
      PutCell(to, cells.value(row), column);
      break;
  }
}

Storage StorageOf(const Value& v) {
  switch (v.kind()) {
    case Kind::kBlank:
    case Kind::kError:
      return Storage::kNone;
    case Kind::kBool:
      return Storage::kBool;
    case Kind::kNumber:
      return Storage::kNumber;
    case Kind::kText:
      return Storage::kText;
    case Kind::kDate:
      return Storage::kDate;
    case Kind::kInstant:
      return Storage::kInstant;
    case Kind::kRow:
      return Storage::kRow;
    case Kind::kList:
      return v.items()[0].is_row() ? Storage::kRows : Storage::kTexts;
  }
  return Storage::kNone;
}

void AppendError(const std::string& column_id, const Value& error, std::string* json) {
  *json += json->empty() ? "{" : ",";
  *json +=
      fmt::format("{}:[{},{}]", base::QuoteJson(column_id),
                  base::QuoteJson(value::NameOf(error.error_code())), base::QuoteJson(error.error_reason()));
}

void ReadErrors(std::string_view text, const SqlTable& table,
                const std::function<void(size_t column, const Value& error)>& visit) {
  auto json = base::ParseJson(text, kListLimits);
  if (!json.ok()) return;
  for (const auto& [column_id, parts] : json->members()) {
    const SqlColumn* column = table.Find(column_id);
    if (column == nullptr || parts.items().size() != 2) continue;
    auto index = static_cast<size_t>(column - table.columns.data());
    visit(index, ErrorOf(parts.items()[0].text(), parts.items()[1].text()));
  }
}

Value ErrorOf(std::string_view name, std::string_view reason) {
  using value::ErrorCode;
  for (ErrorCode code : {ErrorCode::kRef, ErrorCode::kCycle, ErrorCode::kLimit}) {
    if (name == value::NameOf(code)) return Value::Error(code, reason);
  }
  return Value::Error(ErrorCode::kValue, reason);
}

}  // namespace csip::store::sqlite
