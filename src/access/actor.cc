#include "access/actor.h"

namespace csip::access {

Scope ReadScope(const std::string& name) {
  for (Scope scope : {Scope::kRead, Scope::kWrite, Scope::kAdmin}) {
    if (name == NameOf(scope)) return scope;
  }
  return Scope::kNone;
}

const char* NameOf(Scope scope) {
  switch (scope) {
    case Scope::kNone:
      return "none";
    case Scope::kRead:
      return "read";
    case Scope::kWrite:
      return "write";
    case Scope::kAdmin:
      return "admin";
  }
  return "none";
}

}  // namespace csip::access
