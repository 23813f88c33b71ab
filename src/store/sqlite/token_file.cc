#include "store/sqlite/token_file.h"

#include <fmt/format.h>
#include <sys/stat.h>

namespace csip::store::sqlite {
namespace {

Token ReadToken(const Statement& row) {
  return {row.Copy(0), row.Copy(1), row.Copy(2), row.Copy(3), row.Copy(4), row.Integer(5)};
}

}  // namespace

base::Result<std::unique_ptr<TokenFile>> TokenFile::Open(const std::string& folder) {
  CSIP_ASSIGN_OR_RETURN(auto connection, Connection::Open(folder + "/access.db", Connection::Mode::kShared));
  CSIP_RETURN_IF_ERROR(connection->Execute(
      "CREATE TABLE IF NOT EXISTS csip_tokens (id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL "
      "UNIQUE, "
      "scope TEXT NOT NULL, email TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID"));
  return std::unique_ptr<TokenFile>(new TokenFile(std::move(connection)));
}

base::Status TokenFile::AddToken(const Token& token) {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(Statement insert,
                        connection_->Prepare("INSERT INTO csip_tokens VALUES (?, ?, ?, ?, ?, ?)"));
  insert.Text(1, token.id).Text(2, token.name).Text(3, token.hash).Text(4, token.scope).Text(5, token.email);
  return insert.Integer(6, token.created_at).Run();
}

base::Result<std::optional<Token>> TokenFile::FindToken(const std::string& hash) {
  constexpr size_t kMostKnown = 10'000;
  std::lock_guard lock(mutex_);
  auto counter = connection_->ReadChangeCounter();
  if (!counter || counter != known_at_ || known_.size() > kMostKnown) known_.clear();
  known_at_ = counter;
  if (auto known = known_.find(hash); known != known_.end()) return std::optional<Token>(known->second);
  CSIP_ASSIGN_OR_RETURN(
      Statement find, connection_->Prepare(
                          "SELECT id, name, hash, scope, email, created_at FROM csip_tokens WHERE hash = ?"));
  CSIP_ASSIGN_OR_RETURN(bool found, find.Text(1, hash).Step());
  if (!found) return std::optional<Token>();
  Token token = ReadToken(find);
  if (counter) known_.emplace(hash, token);
  return std::optional<Token>(std::move(token));
}

base::Result<std::vector<Token>> TokenFile::Tokens() {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(
      Statement rows,
      connection_->Prepare(
          "SELECT id, name, hash, scope, email, created_at FROM csip_tokens ORDER BY created_at, id"));
  std::vector<Token> out;
  while (true) {
    CSIP_ASSIGN_OR_RETURN(bool found, rows.Step());
    if (!found) return out;
    out.push_back(ReadToken(rows));
  }
}

base::Status TokenFile::RemoveToken(const std::string& id) {
  std::lock_guard lock(mutex_);
  CSIP_ASSIGN_OR_RETURN(Statement remove, connection_->Prepare("DELETE FROM csip_tokens WHERE id = ?"));
  CSIP_RETURN_IF_ERROR(remove.Text(1, id).Run());
  if (connection_->changed_rows() == 0) return base::NotFound(fmt::format("there is no token `{}`", id));
  return {};
}

}  // namespace csip::store::sqlite

namespace csip::store {

base::Result<std::unique_ptr<TokenStore>> OpenSqliteTokens(const std::string& folder) {
  struct stat info{};
  if (stat((folder + "/csip.db").c_str(), &info) != 0) {
    return base::NotFound(
        fmt::format("there is no workspace in `{}`; `csip init --data {}` makes one", folder, folder));
  }
  CSIP_ASSIGN_OR_RETURN(auto file, sqlite::TokenFile::Open(folder));
  return std::unique_ptr<TokenStore>(std::move(file));
}

}  // namespace csip::store
