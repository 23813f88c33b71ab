#include "store/sqlite/log_value.h"

#include <fmt/format.h>

#include <charconv>

#include "store/sqlite/cell.h"
#include "value/civil.h"

namespace csip::store::sqlite {

using value::Kind;
using value::Value;

void AppendLogValue(const Value& v, const Catalog& catalog, std::string* out) {
  switch (v.kind()) {
    case Kind::kBlank:
      *out += v.blank_reason() == value::BlankReason::kNone ? "null" : R"({"b":1})";
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
      *out += fmt::format(R"({{"d":"{}"}})", value::FormatDate(v.date()));
      break;
    case Kind::kInstant:
      *out += fmt::format(R"({{"t":"{}"}})", v.instant());
      break;
    case Kind::kRow: {
      value::RowRef row = v.row();
      int64_t table = row.table < catalog.tables.size() ? catalog.tables[row.table].number : 0;
      *out += fmt::format(R"({{"r":[{},{}]}})", table, row.slot);
      break;
    }
    case Kind::kError:
      *out += fmt::format(R"({{"e":[{},{}]}})", base::QuoteJson(value::NameOf(v.error_code())),
                          base::QuoteJson(v.error_reason()));
      break;
    case Kind::kList: {
      *out += '[';
      bool first = true;
      for (const Value& item : v.items()) {
        if (!first) *out += ',';
        first = false;
        AppendLogValue(item, catalog, out);
      }
      *out += ']';
      break;
    }
  }
}

namespace {

bool IsNumberUpTo(const base::Json& json, double most) {
  return json.is_number() && json.number() >= 0 && json.number() <= most;
}

}  // namespace

Value ReadLogValue(const base::Json& json, const TableOfNumber& table_of) {
  switch (json.kind()) {
    case base::Json::Kind::kNull:
      return {};
    case base::Json::Kind::kBool:
      return Value::Bool(json.boolean());
    case base::Json::Kind::kNumber:
      return Value::Number(json.number());
    case base::Json::Kind::kText:
      return Value::Text(json.text());
    case base::Json::Kind::kArray: {
      std::vector<Value> items;
      for (const base::Json& item : json.items()) items.push_back(ReadLogValue(item, table_of));
      return Value::List(std::move(items));
    }
    case base::Json::Kind::kObject:
      break;
  }
  if (json.members().size() != 1) return {};
  const auto& [tag, content] = json.members()[0];
  if (tag == "b") return Value::Blank(value::BlankReason::kDivisionByZero);
  if (tag == "d") {
    auto days = value::ReadDate(content.text());
    return days ? Value::Date(*days) : Value();
  }
  if (tag == "t") {
    int64_t micros = 0;
    std::from_chars(content.text().data(), content.text().data() + content.text().size(), micros);
    return value::IsInstant(micros) ? Value::Instant(micros) : Value();
  }
  if (content.items().size() != 2) return {};
  const base::Json& first = content.items()[0];
  const base::Json& second = content.items()[1];
  if (tag == "r") {
    if (!IsNumberUpTo(first, 1e15) || !IsNumberUpTo(second, value::kNone)) return {};
    return Value::Row(
        {table_of(static_cast<int64_t>(first.number())), static_cast<value::RowSlot>(second.number())});
  }
  return tag == "e" ? ErrorOf(first.text(), second.text()) : Value();
}

Value ReadLogText(std::string_view text, const TableOfNumber& table_of) {
  if (text.empty()) return {};
  auto json = base::ParseJson(text, {size_t{1} << 30, 16});
  return json.ok() ? ReadLogValue(*json, table_of) : Value();
}

}  // namespace csip::store::sqlite
