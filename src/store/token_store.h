// API tokens: the part of a store that is kept beside the rows, so that tokens can be made and removed while a server has
// the workspace open.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace csip::store {

struct Token {
  std::string id;  // public
  std::string name;
  std::string hash;   // SHA-256 of the secret; the secret itself is stored nowhere
  std::string scope;  // "read", "write", "admin"
  std::string email;  // of the person it stands for, or ""
  base::Micros created_at = 0;
};

// Thread-safe; several processes may use the same tokens together. What a writer returned ok for is durable.
class TokenStore {
 public:
  virtual ~TokenStore() = default;
  virtual base::Status AddToken(const Token& token) = 0;
  virtual base::Result<std::optional<Token>> FindToken(const std::string& hash) = 0;
  virtual base::Result<std::vector<Token>> Tokens() = 0;
  virtual base::Status RemoveToken(const std::string& id) = 0;
};

// The tokens of a data folder that holds a workspace, whether or not a server has it open.
base::Result<std::unique_ptr<TokenStore>> OpenSqliteTokens(const std::string& folder);

}  // namespace csip::store
