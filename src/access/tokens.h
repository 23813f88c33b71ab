// Bearer tokens: made once, shown once, kept as a hash. Thread-safe as far as the store's token calls are.
#pragma once

#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/clock.h"
#include "base/result.h"
#include "store/token_store.h"

namespace csip::access {

// Makes a token and returns its secret (a UUID, as Coda's tokens are); only the hash is stored.
base::Result<std::string> CreateToken(store::TokenStore& store, const std::string& name, Scope scope,
                                      const std::string& email, base::Micros now);

// Who holds this secret; kUnauthenticated with words when nobody does.
base::Result<Actor> Authenticate(store::TokenStore& store, std::string_view secret);

}  // namespace csip::access
