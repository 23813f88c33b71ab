#include "api/viewer.h"

#include <fmt/format.h>

#include "api/lookup.h"
#include "base/text.h"
#include "formula/conversion.h"
#include "value/civil.h"

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

base::Result<Value> ReadControl(const workspace::Reader& reader, const blueprint::Control& control,
                                const std::string& text) {
  if (control.kind != "multiselect" && control.kind != "dateRangePicker")
    return ReadItem(reader, control, text);
  std::vector<Value> items;
  for (std::string_view part : base::Split(text, ',')) {
    CSIP_ASSIGN_OR_RETURN(Value item, ReadItem(reader, control, std::string(base::Trim(part))));
    if (!item.is_blank()) items.push_back(std::move(item));
  }
  return Value::List(std::move(items));
}

base::Status SetControl(const workspace::Reader& reader, const std::string& name, const std::string& text,
                        formula::Viewer* viewer) {
  std::vector<std::string> names;
  for (const blueprint::Control& control : reader.blueprint().controls) {
    names.push_back(control.name);
    if (control.name != name && control.id != name) continue;
    auto place = reader.compiled().catalog.FindName(control.name);
    if (!place) return {};
    auto read = ReadControl(reader, control, text);
    if (!read.ok()) return base::Invalid(fmt::format("`control.{}`: {}", name, read.error().message));
    viewer->named[static_cast<uint32_t>(*place)] = std::move(*read);
    return {};
  }
  return base::Invalid(
      fmt::format("`control.{}`: there is no control `{}`{}", name, name, base::DidYouMean(name, names)));
}

}  // namespace

base::Result<formula::Viewer> ReadViewer(const Call& call, const workspace::Reader& reader) {
  formula::Viewer viewer(workspace::Workspace::PersonOf(reader, call.actor.email));
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
    CSIP_RETURN_IF_ERROR(SetControl(reader, name, text, &viewer));
  }
  return viewer;
}

}  // namespace csip::api
