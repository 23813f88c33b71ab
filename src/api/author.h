// Whose something is: what people leave behind (comments, saved views) says it by a key that does not change with names.
#pragma once

#include <string>

#include "access/actor.h"
#include "workspace/workspace.h"

namespace csip::api {

struct Author {
  std::string key;   // "person:i-3", or the id of the actor who is nobody in the people table
  std::string name;  // the person's; else the token's
};

Author AuthorOf(const workspace::Reader& reader, const access::Actor& actor);

// Whether the actor is who the key names. What the page of this machine wrote before it said who it is, stays its own.
bool IsAuthor(const workspace::Reader& reader, const access::Actor& actor, const std::string& key);

// What the author is called now; `name`, as it was kept, where that is not known any more.
std::string NameOfAuthor(const workspace::Reader& reader, const std::string& key, const std::string& name);

}  // namespace csip::api
