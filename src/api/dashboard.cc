#include "api/dashboard.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"

namespace csip::api {

using blueprint::Settings;

base::Result<const blueprint::Dashboard*> FindDashboard(const blueprint::Blueprint& blueprint,
                                                        const std::string& id_or_name) {
  std::vector<std::string> names;
  for (const blueprint::Dashboard& dashboard : blueprint.dashboards) {
    if (dashboard.id == id_or_name || dashboard.name == id_or_name) return &dashboard;
    names.push_back(dashboard.name);
  }
  return base::Error{base::Code::kNotFound, fmt::format("there is no dashboard `{}`{}", id_or_name,
                                                        base::DidYouMean(id_or_name, names))};
}

base::Result<const Settings*> FindTile(const blueprint::Blueprint& blueprint, const std::string& address) {
  size_t slash = address.rfind('/');
  CSIP_ASSIGN_OR_RETURN(const blueprint::Dashboard* dashboard,
                        FindDashboard(blueprint, address.substr(0, slash)));
  std::string_view number = slash == std::string::npos ? "" : std::string_view(address).substr(slash + 1);
  int at = 0, wanted = -1;
  std::from_chars(number.data(), number.data() + number.size(), wanted);
  for (const Settings& section : dashboard->settings.Maps("sections")) {
    for (const Settings& tile : section.Maps("tiles")) {
      if (at++ == wanted) return &tile;
    }
  }
  return base::Invalid(fmt::format(
      "`{}` is no tile: write a dashboard and the tile's number from 0, as in Health/2", address));
}

}  // namespace csip::api
