#include "workspace/schema/convert.h"

#include <algorithm>

#include "base/text.h"
#include "value/display.h"

namespace csip::workspace {

using blueprint::Column;
using value::ColumnIndex;
using value::kNone;
using value::Storage;
using value::TableIndex;
using value::Value;

namespace {

// Whether everything that was in the old range is in the new one.
bool IsWider(const value::TypeLimits& now, const value::TypeLimits& before) {
  bool below = !now.min || (before.min && *before.min >= *now.min);
  bool above = !now.max || (before.max && *before.max <= *now.max);
  return below && above;
}

}  // namespace

Converter::Converter(const engine::Engine& old, const blueprint::Compiled& after, const SchemaMap& map,
                     const std::vector<blueprint::RenamedOption>& renamed)
    : old_(old), after_(after), map_(map), reader_(&old, &cache_) {
  for (const auto& option : renamed) {
    auto& names = renamed_[option.column];
    // An option renamed twice in one change ends with its last name.
    for (auto& [from, to] : names) {
      if (to == option.from) to = option.to;
    }
    names.try_emplace(option.from, option.to);
  }
}

const Column& Converter::OldColumn(TableIndex t, ColumnIndex c) const {
  return old_.compiled().blueprint.tables[map_.old_table[t]].columns[map_.old_column[t][c]];
}

const std::string& Converter::Renamed(const Column& column, const std::string& option) const {
  auto names = renamed_.find(column.id);
  if (names == renamed_.end()) return option;
  auto to = names->second.find(option);
  return to == names->second.end() ? option : to->second;
}

Converter::How Converter::HowOf(TableIndex t, ColumnIndex c) const {
  const Column& column = after_.blueprint.tables[t].columns[c];
  if (column.computed() || IsMirror(column) || column.type->storage == Storage::kNone) return How::kNothing;
  bool there = map_.old_table[t] != kNone && map_.old_column[t][c] != kNone;
  if (there && FitsAsItIs(t, c)) return How::kCopy;
  if (column.type->automatic) {
    if (map_.old_table[t] == kNone) return How::kNothing;
    if (column.type->name == "created-at") return How::kCreatedAt;
    return column.type->name == "modified-at" ? How::kModifiedAt : How::kNothing;
  }
  return there ? How::kConvert : How::kNothing;
}

bool Converter::FitsAsItIs(TableIndex t, ColumnIndex c) const {
  const Column& now = after_.blueprint.tables[t].columns[c];
  const Column& before = OldColumn(t, c);
  if (now.type != before.type || !IsWider(now.limits, before.limits)) return false;
  if (now.type->has_target) {
    auto old_target = old_.compiled().blueprint.FindTable(before.target);
    auto target = after_.blueprint.FindTable(now.target);
    return old_target && target && map_.new_table[*old_target] == *target;
  }
  if (!now.type->has_options) return true;
  return std::all_of(before.options.begin(), before.options.end(), [&](const blueprint::Option& option) {
    const std::string& name = Renamed(now, option.name);
    return std::any_of(now.options.begin(), now.options.end(), [&](const auto& o) { return o.name == name; });
  });
}

Converted Converter::Copy(TableIndex t, ColumnIndex c, const Value& v) const {
  const Column& column = after_.blueprint.tables[t].columns[c];
  if (v.is_blank()) return {};
  if (column.type->has_target) {
    return v.is_list() ? Rows(map_.new_table[v.items()[0].row().table], v)
                       : Row(map_.new_table[v.row().table], v);
  }
  if (!column.type->has_options || !renamed_.contains(column.id)) return {v, true};
  std::vector<Value> items;
  for (const Value& item : value::AsItems(v))
    items.push_back(item.is_text() ? Value::Text(Renamed(column, std::string(item.text()))) : item);
  return {v.is_list() ? Value::List(std::move(items)) : items[0], true};
}

std::string Converter::TextOf(const Value& v) const {
  return value::ToText(v, old_.inputs().zone, [this](value::RowRef row) { return old_.NameOf(row); });
}

Converted Converter::Convert(TableIndex t, ColumnIndex c, const Value& v) const {
  const Column& column = after_.blueprint.tables[t].columns[c];
  // An error is no data.
  if (v.is_blank() || v.is_error()) return {};
  switch (after_.storage[t][c]) {
    case Storage::kNone:
      return {{}, false};
    case Storage::kRow:
      return Row(after_.catalog.tables[t].columns[c].type.table, v);
    case Storage::kRows:
      return Rows(after_.catalog.tables[t].columns[c].type.table, v);
    case Storage::kTexts:
      return Options(column, v);
    default:
      break;
  }
  if (column.type->has_options) return Option(column, v);
  return Scalar(column, v);
}

Converted Converter::Option(const Column& column, const Value& v) const {
  Converted all = Options(column, v);
  if (!all.value.is_list()) return all;
  auto items = all.value.items();
  return {items[0], all.exact && items.size() == 1};
}

Converted Converter::Options(const Column& column, const Value& v) const {
  std::vector<Value> items;
  bool exact = true;
  auto add = [&](const std::string& text) {
    if (text.empty()) return true;
    if (!column.type->has_options) {
      items.push_back(Value::Text(text));
      return true;
    }
    const std::string& name = Renamed(column, text);
    for (bool loose : {false, true}) {
      for (const auto& option : column.options) {
        if (loose ? !base::EqualsIgnoreCaseAscii(option.name, name) : option.name != name) continue;
        Value found = Value::Text(option.name);
        if (std::find(items.begin(), items.end(), found) == items.end()) items.push_back(found);
        return true;
      }
    }
    return false;
  };
  for (const Value& item : value::AsItems(v)) {
    std::string text(base::Trim(TextOf(item)));
    if (add(text)) continue;
    // A text is one option, or several with commas between them.
    for (std::string_view part : base::Split(text, ',')) exact = add(std::string(base::Trim(part))) && exact;
  }
  return {Value::List(std::move(items)), exact};
}

Converted Converter::Row(TableIndex target, const Value& v) const {
  Converted all = Rows(target, v);
  if (!all.value.is_list()) return all;
  auto items = all.value.items();
  return {items[0], all.exact && items.size() == 1};
}

Converted Converter::Rows(TableIndex target, const Value& v) const {
  std::vector<Value> rows;
  bool exact = true;
  TableIndex old_target = target == kNone ? kNone : map_.old_table[target];
  auto add = [&](value::RowSlot slot) {
    auto number = static_cast<value::RowSlot>(old_.RowNumber(old_target, slot));
    Value row = Value::Row({target, number});
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    return true;
  };
  auto add_named = [&](const std::string& text) {
    if (text.empty()) return true;
    auto found = reader_.FindRow(old_target, text);
    return found.ok() && add(*found);
  };
  for (const Value& item : value::AsItems(v)) {
    if (old_target == kNone) return {{}, false};
    if (item.is_row() && item.row().table == old_target) {
      add(item.row().slot);
      continue;
    }
    std::string text(base::Trim(TextOf(item)));
    if (add_named(text)) continue;
    for (std::string_view part : base::Split(text, ','))
      exact = add_named(std::string(base::Trim(part))) && exact;
  }
  return {Value::List(std::move(rows)), exact};
}

Converted Converter::Scalar(const Column& column, const Value& v) const {
  const value::ColumnType& type = *column.type;
  if (type.storage == Storage::kDate && v.is_instant()) {
    int32_t day = old_.inputs().zone.DateOf(v.instant());
    auto midnight = value::ReadInstant(value::FormatDate(day), old_.inputs().zone);
    return {Value::Date(day), midnight && *midnight == v.instant()};
  }
  bool one = !v.is_list() || v.items().size() == 1;
  if (!one && type.storage != Storage::kText) return {{}, false};
  const Value& item = v.is_list() && one ? v.items()[0] : v;
  base::Json json = base::Json::Text(TextOf(item));
  if (type.storage == Storage::kNumber && item.is_bool()) json = base::Json::Number(item.boolean() ? 1 : 0);
  if (item.is_number() && type.storage != Storage::kText) json = base::Json::Number(item.number());
  auto read = type.read(json, column.limits, old_.inputs().zone);
  if (!read.ok()) return {{}, false};
  return {*read, true};
}

}  // namespace csip::workspace
