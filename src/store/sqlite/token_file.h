// TokenFile: the tokens of a data folder, in a SQLite file of their own, access.db.
//
// A rollback journal instead of WAL: several processes may write it (the library version we build on can lose a WAL that
// two connections reset). synchronous=FULL.
//
// Every request asks for its token, so found ones are remembered, for as long as the change counter in the file's header
// stays the same: any process that commits to the file raises it before its commit is done, and holds a lock until then
// that makes a reader wait. A token that was removed is refused from then on.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/sqlite/connection.h"
#include "store/token_store.h"

namespace csip::store::sqlite {

class TokenFile : public TokenStore {
 public:
  // Makes the file when it is missing; the folder must be there.
  static base::Result<std::unique_ptr<TokenFile>> Open(const std::string& folder);

  base::Status AddToken(const Token& token) override;
  base::Result<std::optional<Token>> FindToken(const std::string& hash) override;
  base::Result<std::vector<Token>> Tokens() override;
  base::Status RemoveToken(const std::string& id) override;

 private:
  explicit TokenFile(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
  std::mutex mutex_;
  std::unique_ptr<Connection> connection_;
  std::optional<uint32_t> known_at_;              // the counter when `known_` was empty
  std::unordered_map<std::string, Token> known_;  // by hash
};

}  // namespace csip::store::sqlite
