#include "access/tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"

namespace csip::access {
namespace {

constexpr size_t kLongestName = 200;
constexpr size_t kUuidLength = 36;

base::Error Refused() {
  return {base::Code::kUnauthenticated, "the token is not known here; make one with `csip token create`"};
}

// A name goes into logs and lists: one line of text.
bool IsPlainText(std::string_view text) {
  return base::IsUtf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

}  // namespace

base::Result<std::string> CreateToken(store::TokenStore& store, const std::string& name, Scope scope,
                                      const std::string& email, base::Micros now) {
  if (base::Trim(name).empty() || name.size() > kLongestName || !IsPlainText(name)) {
    return base::Invalid("a token needs a name of one line and at most 200 bytes");
  }
  if (scope == Scope::kNone) return base::Invalid("a token's scope is read, write or admin");
  if (!email.empty() && (email.find('@') == std::string::npos || !IsPlainText(email))) {
    return base::Invalid(fmt::format("`{}` is not an e-mail address", email));
  }
  std::string secret = base::RandomUuid();
  store::Token token;
  token.id = base::RandomHex(6);
  token.name = name;
  token.hash = base::Sha256Hex(secret);
  token.scope = NameOf(scope);
  token.email = email;
  token.created_at = now;
  CSIP_RETURN_IF_ERROR(store.AddToken(token));
  return secret;
}

base::Result<Actor> Authenticate(store::TokenStore& store, std::string_view secret) {
  if (secret.empty())
    return base::Error{base::Code::kUnauthenticated, "a token is needed: Authorization: Bearer <token>"};
  // Only what a token looks like is hashed and looked up.
  if (secret.size() != kUuidLength) return Refused();
  CSIP_ASSIGN_OR_RETURN(std::optional<store::Token> token, store.FindToken(base::Sha256Hex(secret)));
  if (!token) return Refused();
  Scope scope = ReadScope(token->scope);
  if (scope == Scope::kNone) return Refused();
  return Actor{"token:" + token->id, token->name, token->email, scope};
}

}  // namespace csip::access
