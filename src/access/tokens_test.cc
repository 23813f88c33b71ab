#include "access/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "base/secret.h"
#include "store/store.h"

namespace csip::access {
namespace {

class Tokens : public testing::Test {
 protected:
  Tokens() : folder_(std::filesystem::temp_directory_path() / ("csip-access-" + base::RandomHex(8))) {
    store_ = std::move(store::OpenSqlite({folder_.string()})).value();
  }
  ~Tokens() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  std::string Create(Scope scope, const std::string& email = "") {
    auto secret = CreateToken(*store_, "seed", scope, email, 5);
    EXPECT_TRUE(secret.ok());
    return secret.ok() ? *secret : "";
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

TEST_F(Tokens, TheSecretNamesItsHolder) {
  std::string reader = Create(Scope::kRead);
  std::string writer = Create(Scope::kWrite, "ann@example.com");
  EXPECT_TRUE(std::regex_match(
      writer, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
  EXPECT_NE(reader, writer);
  auto actor = Authenticate(*store_, writer);
  ASSERT_TRUE(actor.ok());
  EXPECT_THAT(actor->id, testing::StartsWith("token:"));
  EXPECT_EQ(actor->name, "seed");
  EXPECT_EQ(actor->email, "ann@example.com");
  EXPECT_TRUE(actor->may_read() && actor->may_write());
  EXPECT_FALSE(actor->may_administer());
  EXPECT_FALSE(Authenticate(*store_, reader)->may_write());
}

TEST_F(Tokens, AnythingElseIsRefused) {
  std::string secret = Create(Scope::kAdmin);
  std::string wrong = secret;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  std::string shouted = base::RandomUuid();
  for (const std::string& odd :
       {std::string(), wrong, secret + " ", " " + secret, secret.substr(1), std::string(36, '\0'),
        std::string("' OR 1=1 --"), std::string(100'000, 'a'), std::string("\xff\xfe"), shouted}) {
    auto actor = Authenticate(*store_, odd);
    ASSERT_FALSE(actor.ok()) << odd.substr(0, 50);
    EXPECT_EQ(actor.error().code, base::Code::kUnauthenticated);
    EXPECT_FALSE(actor.error().message.empty());
  }
}

TEST_F(Tokens, ARemovedTokenIsRefusedAtOnce) {
  std::string secret = Create(Scope::kRead);
  std::string id = store_->Tokens().value()[0].id;
  EXPECT_EQ(Authenticate(*store_, secret)->id, "token:" + id);
  ASSERT_TRUE(store_->RemoveToken(id).ok());
  EXPECT_FALSE(Authenticate(*store_, secret).ok());
}

TEST_F(Tokens, OneRemovedBesideARunningServerIsRefusedAtOnce) {
  std::string secret = Create(Scope::kRead);
  ASSERT_TRUE(Authenticate(*store_, secret).ok());
  ASSERT_TRUE(Authenticate(*store_, secret).ok()) << "from memory";
  auto beside = store::OpenSqliteTokens(folder_.string());
  ASSERT_TRUE((*beside)->RemoveToken(store_->Tokens().value()[0].id).ok());
  EXPECT_FALSE(Authenticate(*store_, secret).ok());
}

TEST_F(Tokens, OneMadeBesideARunningServerHoldsAtOnce) {
  auto beside = store::OpenSqliteTokens(folder_.string());  // the store is open, and its lock is taken
  ASSERT_TRUE(beside.ok()) << beside.error().message;
  auto secret = CreateToken(**beside, "late", Scope::kRead, "", 7);
  ASSERT_TRUE(secret.ok()) << secret.error().message;
  EXPECT_EQ(Authenticate(*store_, *secret)->name, "late");
  EXPECT_FALSE(store::OpenSqliteTokens(folder_.string() + "/nowhere").ok());
}

TEST_F(Tokens, TheSecretIsStoredNowhere) {
  std::string secret = Create(Scope::kRead);
  std::vector<store::Token> tokens = store_->Tokens().value();
  ASSERT_EQ(tokens.size(), 1u);
  for (const auto& token : tokens) {
    EXPECT_EQ(token.hash, base::Sha256Hex(secret));
    for (const std::string& field : {token.id, token.name, token.hash})
      EXPECT_EQ(field.find(secret), std::string::npos);
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder_)) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(bytes.find(secret), std::string::npos) << file.path();
  }
}

TEST_F(Tokens, BadRequestsAreRefusedWithWords) {
  EXPECT_FALSE(CreateToken(*store_, "", Scope::kRead, "", 0).ok());
  EXPECT_FALSE(CreateToken(*store_, "a\nb", Scope::kRead, "", 0).ok());
  EXPECT_FALSE(CreateToken(*store_, std::string(201, 'a'), Scope::kRead, "", 0).ok());
  EXPECT_FALSE(CreateToken(*store_, "a", Scope::kNone, "", 0).ok());
  EXPECT_FALSE(CreateToken(*store_, "a", Scope::kRead, "nobody", 0).ok());
  EXPECT_EQ(ReadScope("write"), Scope::kWrite);
  EXPECT_EQ(ReadScope("Write"), Scope::kNone);
  EXPECT_EQ(ReadScope(""), Scope::kNone);
}

}  // namespace
}  // namespace csip::access
