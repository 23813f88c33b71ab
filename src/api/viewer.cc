#include "api/viewer.h"

#include <fmt/format.h>

#include "api/lookup.h"
#include "base/text.h"
#include "formula/conversion.h"
#include "value/civil.h"
#include "value/display.h"
#include "workspace/person.h"

namespace csip::api {
namespace {

using value::Value;

base::Error Unfit(const blueprint::Control& control, const std::string& text, std::string_view wanted) {
  return base::Invalid(fmt::format("the value of {} is {}, not `{}`", control.name, wanted, text));
}

base::Result<Value> ReadItem(const workspace::Reader& reader, const blueprint::Control& control,
                             const std::string& text) {
  if (text.empty()) return Value();
  const std::string& kind = control.kind;
  if (kind == "lookup") {
    CSIP_ASSIGN_OR_RETURN(value::TableIndex table, FindTable(reader.blueprint(), control.target));
    CSIP_ASSIGN_OR_RETURN(value::RowSlot row, FindRow(reader, table, text));
    return Value::Row({table, row});
  }
  if (kind == "checkbox") {
    if (text != "true" && text != "false") return Unfit(control, text, "true or false");
    return Value::Bool(text == "true");
  }
  if (kind == "slider" || kind == "scale") {
    auto number = formula::ReadNumber(text);
    if (!number) return Unfit(control, text, "a number");
    return Value::Number(*number);
  }
  if (kind == "datePicker" || kind == "dateRangePicker") {
    auto day = value::ReadDate(text);
    if (!day) return Unfit(control, text, "a day as in 2026-11-22");
    return Value::Date(*day);
  }
  if (kind == "dateTimePicker") {
    auto instant = value::ReadInstant(text, reader.engine().inputs().zone);
    if (!instant) return Unfit(control, text, "a time as in 2026-11-22T09:30:00Z");
    return Value::Instant(*instant);
  }
  return Value::Text(base::ToNfc(text));
}

// What somebody sets a control to: as a whole, and item by item for controls that take several.
struct Setting {
  std::string whole;
  std::vector<std::string> items;
};

Setting SettingOf(const std::string& text) {
  Setting setting{text, {}};
  for (std::string_view part : base::Split(text, ',')) setting.items.emplace_back(base::Trim(part));
  return setting;
}

base::Result<std::string> TextOf(const base::Json& json) {
  if (json.is_null()) return std::string();
  if (json.is_text()) return json.text();
  if (json.is_bool()) return std::string(json.boolean() ? "true" : "false");
  if (json.is_number()) return value::FormatNumber(json.number());
  if (json.is_object() && !json.TextOr("rowId").empty()) return json.TextOr("rowId");
  return base::Invalid("must be a text, a number, true, false, null, a row {rowId} or a list of these");
}

base::Result<Setting> SettingOf(const base::Json& json) {
  Setting setting;
  for (const base::Json& item : json.is_array() ? json.items() : std::vector<base::Json>{json}) {
    CSIP_ASSIGN_OR_RETURN(std::string text, TextOf(item));
    setting.whole += (setting.items.empty() ? "" : ",") + text;
    setting.items.push_back(std::move(text));
  }
  return setting;
}

base::Result<Value> ReadControl(const workspace::Reader& reader, const blueprint::Control& control,
                                const Setting& setting) {
  if (control.kind != "multiselect" && control.kind != "dateRangePicker")
    return ReadItem(reader, control, setting.whole);
  std::vector<Value> items;
  for (const std::string& text : setting.items) {
    CSIP_ASSIGN_OR_RETURN(Value item, ReadItem(reader, control, text));
    if (!item.is_blank()) items.push_back(std::move(item));
  }
  return Value::List(std::move(items));
}

// `path`: the control as the request names it.
base::Status SetControl(const workspace::Reader& reader, const std::string& path, const std::string& name,
                        const Setting& setting, formula::Viewer* viewer) {
  std::vector<std::string> names;
  for (const blueprint::Control& control : reader.blueprint().controls) {
    names.push_back(control.name);
    if (control.name != name && control.id != name) continue;
    auto place = reader.compiled().catalog.FindName(control.name);
    if (!place) return {};
    auto read = ReadControl(reader, control, setting);
    if (!read.ok()) return base::Invalid(fmt::format("`{}`: {}", path, read.error().message));
    viewer->named[static_cast<uint32_t>(*place)] = std::move(*read);
    return {};
  }
  return base::Invalid(
      fmt::format("`{}`: there is no control `{}`{}", path, name, base::DidYouMean(name, names)));
}

}  // namespace

base::Result<formula::Viewer> ReadViewer(const Call& call, const workspace::Reader& reader) {
  formula::Viewer viewer(workspace::PersonOf(reader.engine(), call.actor));
  std::string as = call.query.Find("as").value_or("");
  if (as == "all") {
    viewer.user = {};
  } else if (!as.empty()) {
    auto people = reader.blueprint().FindTable(reader.blueprint().people_table);
    if (!people) return base::Invalid("`as`: this blueprint has no table of people");
    auto row = FindRow(reader, *people, as);
    if (!row.ok()) return base::Invalid("`as`: " + row.error().message);
    viewer.user = Value::Row({*people, *row});
  }
  for (const auto& [name, text] : call.query.Starting("control.")) {
    CSIP_RETURN_IF_ERROR(SetControl(reader, "control." + name, name, SettingOf(text), &viewer));
  }
  return viewer;
}

base::Status SetControls(const workspace::Reader& reader, const base::Json& controls,
                         formula::Viewer* viewer) {
  if (controls.is_null()) return {};
  if (!controls.is_object())
    return base::Invalid("`controls` must be an object from names of controls to values");
  for (const auto& [name, json] : controls.members()) {
    auto setting = SettingOf(json);
    if (!setting.ok()) return base::Invalid(fmt::format("`controls.{}` {}", name, setting.error().message));
    CSIP_RETURN_IF_ERROR(SetControl(reader, "controls." + name, name, *setting, viewer));
  }
  return {};
}

}  // namespace csip::api
