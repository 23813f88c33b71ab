// Who acts, and what they may do.
#pragma once

#include <string>

namespace csip::access {

enum class Scope : unsigned char { kNone, kRead, kWrite, kAdmin };  // each includes the ones before it

// "read", "write", "admin"; kNone for anything else.
Scope ReadScope(const std::string& name);
const char* NameOf(Scope scope);

struct Actor {
  std::string id;     // "token:<id>", "system": what the change log keeps
  std::string name;   // for people
  std::string email;  // matches a row of the people table (B17), or ""
  Scope scope = Scope::kNone;
  std::string person =
      {};  // the row of the people table that the actor says it is, by id; else its e-mail decides

  bool may_read() const { return scope >= Scope::kRead; }
  bool may_write() const { return scope >= Scope::kWrite; }
  bool may_administer() const { return scope >= Scope::kAdmin; }

  static Actor System() { return {"system", "csip", "", Scope::kAdmin}; }
};

}  // namespace csip::access
