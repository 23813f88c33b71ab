// Names of actors for people; the change log keeps ids.
#pragma once

#include <map>
#include <string>

#include "store/store.h"

namespace csip::workspace {

// As of its making. A token that was removed keeps its id as its name.
class ActorNames {
 public:
  explicit ActorNames(store::Store& store) {
    auto tokens = store.Tokens();
    for (const store::Token& token : tokens.ok() ? *tokens : std::vector<store::Token>()) {
      names_["token:" + token.id] = token.name;
    }
    names_["system"] = "csip";
    names_["local"] = "local user";
  }
  std::string Of(const std::string& id) const {
    auto found = names_.find(id);
    return found == names_.end() ? id : found->second;
  }

 private:
  std::map<std::string, std::string> names_;
};

}  // namespace csip::workspace
