#include "api/painter.h"

#include <algorithm>
#include <utility>

namespace csip::api {

Painter::Painter(const workspace::Reader& reader, const Place& place, formula::Viewer viewer)
    : reader_(reader), place_(place), viewer_(std::move(viewer)) {
  Add(reader.blueprint().tables[place.table].formats);
  if (place.view != nullptr) Add(place.view->formats);
}

void Painter::Add(const std::vector<blueprint::ConditionalFormat>& formats) {
  const blueprint::Table& table = reader_.blueprint().tables[place_.table];
  for (const blueprint::ConditionalFormat& format : formats) {
    Rule rule{formula::Bind(format.when.text,
                            {.catalog = &reader_.compiled().catalog, .table = place_.table, .locals = {}}),
              {},
              &format.style};
    if (!rule.when.ok()) continue;  // the blueprint's check has told so
    for (const std::string& name : format.columns) {
      if (auto column = table.FindColumn(name)) rule.columns.push_back(table.columns[*column].id);
    }
    if (format.columns.empty()) rule.columns.push_back("*");
    rules_.push_back(std::move(rule));
  }
}

void Painter::Write(value::RowSlot row, base::JsonWriter* out) const {
  std::vector<std::pair<std::string, const blueprint::Style*>> styles;
  for (const Rule& rule : rules_) {
    value::Value paints = reader_.engine().Evaluate(rule.when, {place_.table, row}, viewer_, {}, &budget_);
    if (!paints.is_true()) continue;
    for (const std::string& column : rule.columns) {
      auto known = std::find_if(styles.begin(), styles.end(),
                                [&](const auto& entry) { return entry.first == column; });
      if (known == styles.end()) {
        styles.emplace_back(column, rule.style);
      } else {
        known->second = rule.style;
      }
    }
  }
  out->BeginObject();
  for (const auto& [column, style] : styles) {
    out->Key(column).BeginObject();
    if (!style->color.empty()) out->Field("color", style->color);
    if (!style->background.empty()) out->Field("background", style->background);
    if (style->bold) out->Field("bold", true);
    out->EndObject();
  }
  out->EndObject();
}

}  // namespace csip::api
