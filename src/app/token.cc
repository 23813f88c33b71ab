#include <fmt/format.h>

#include "access/tokens.h"
#include "app/commands.h"
#include "value/civil.h"

namespace csip::app {

base::Status CreateToken(const TokenOptions& options) {
  access::Scope scope = access::ReadScope(options.scope);
  if (scope == access::Scope::kNone) {
    return base::Invalid(fmt::format("`{}` is no scope; it is read, write or admin", options.scope));
  }
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<store::TokenStore> store, store::OpenSqliteTokens(options.data));
  CSIP_ASSIGN_OR_RETURN(std::string secret, access::CreateToken(*store, options.name, scope, options.email,
                                                                base::SystemClock().Now()));
  fmt::print("The token `{}` may {}. It is shown only now:\n{}\n", options.name, options.scope, secret);
  return {};
}

base::Status ListTokens(const TokenOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<store::TokenStore> store, store::OpenSqliteTokens(options.data));
  CSIP_ASSIGN_OR_RETURN(std::vector<store::Token> tokens, store->Tokens());
  for (const store::Token& token : tokens) {
    fmt::print("{}  {:5}  {}  {}{}\n", token.id, token.scope, value::FormatInstant(token.created_at),
               token.name, token.email.empty() ? "" : " <" + token.email + ">");
  }
  return {};
}

base::Status RemoveToken(const TokenOptions& options) {
  CSIP_ASSIGN_OR_RETURN(std::unique_ptr<store::TokenStore> store, store::OpenSqliteTokens(options.data));
  CSIP_RETURN_IF_ERROR(store->RemoveToken(options.id));
  fmt::print("The token {} is removed.\n", options.id);
  return {};
}

}  // namespace csip::app
