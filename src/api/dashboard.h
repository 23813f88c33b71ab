// Dashboards and tiles as a request names them. What is not there is kNotFound or kInvalid with words.
#pragma once

#include <string>

#include "base/result.h"
#include "blueprint/blueprint.h"

namespace csip::api {

base::Result<const blueprint::Dashboard*> FindDashboard(const blueprint::Blueprint& blueprint,
                                                        const std::string& id_or_name);

// "<dashboard>/<number>": the tile, counted from 0 over all sections.
base::Result<const blueprint::Settings*> FindTile(const blueprint::Blueprint& blueprint,
                                                  const std::string& address);

}  // namespace csip::api
