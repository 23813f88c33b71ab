#include <fmt/format.h>

#include "blueprint/check/check.h"
#include "blueprint/check/findings.h"

namespace csip::blueprint {
namespace {

void CheckFormats(const Table& table, const std::vector<ConditionalFormat>& formats, const std::string& path,
                  const base::Place& place, Findings* findings) {
  for (size_t i = 0; i < formats.size(); ++i) {
    const ConditionalFormat& format = formats[i];
    std::string own = fmt::format("{}/formats/{}", path, i);
    for (size_t k = 0; k < format.columns.size(); ++k) {
      findings->ExpectColumn(table, format.columns[k], fmt::format("{}/columns/{}", own, k), place);
    }
    const Style& style = format.style;
    if (!style.color.empty()) findings->Expect(Palette(), style.color, "color", own + "/color", place);
    if (!style.background.empty())
      findings->Expect(Palette(), style.background, "color", own + "/background", place);
    if (style == Style()) {
      findings->Fail(own, place, "the format changes nothing; give it `color`, `background` or `bold`");
    }
  }
}

void CheckView(const Table& table, const View& view, Findings* findings) {
  std::string path = ViewPath(table.name, view.name);
  findings->ExpectName(view.name, "view", path, view.place);
  findings->Expect(Layouts(), view.layout, "layout", path + "/layout", view.place);
  auto check_keys = [&](const std::vector<SortKey>& keys, std::string_view what) {
    for (size_t i = 0; i < keys.size(); ++i) {
      findings->ExpectColumn(table, keys[i].column, fmt::format("{}/{}/{}", path, what, i), view.place);
    }
  };
  check_keys(view.sort, "sort");
  check_keys(view.group, "group");
  for (size_t i = 0; i < view.columns.size(); ++i) {
    std::string own = fmt::format("{}/columns/{}", path, i);
    if (!findings->ExpectColumn(table, view.columns[i], own, view.place)) continue;
    for (size_t k = 0; k < i; ++k) {
      if (view.columns[k] == view.columns[i]) {
        findings->Fail(
            own, view.place,
            fmt::format("the column `{}` is listed twice in the view `{}`", view.columns[i], view.name));
      }
    }
  }
  CheckFormats(table, view.formats, path, view.place, findings);
}

}  // namespace

void CheckViews(const Table& table, Findings* findings) {
  const View* first_default = nullptr;
  for (const View& view : table.views) {
    CheckView(table, view, findings);
    if (!view.is_default) continue;
    if (first_default != nullptr) {
      findings->Fail(ViewPath(table.name, view.name) + "/default", view.place,
                     fmt::format("`{}` and `{}` are both the default view of {}", first_default->name,
                                 view.name, table.name));
    }
    first_default = &view;
  }
  CheckFormats(table, table.formats, TablePath(table.name), table.place, findings);
}

}  // namespace csip::blueprint
