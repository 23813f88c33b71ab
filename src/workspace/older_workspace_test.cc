// A workspace that an older program made: it gets the tables that the product keeps since, and loses nothing.
#include "blueprint/product_table.h"
#include "workspace/shop_fixture.h"

namespace csip::workspace {
namespace {

using value::Value;

const access::Actor kAnn{"token:1", "Ann", "ann@shop.example", access::Scope::kWrite};
const access::Actor kAdmin{"token:2", "Root", "", access::Scope::kAdmin};

class OlderWorkspace : public ShopTest {
 protected:
  // The folder as a program left it that knew no such tables.
  void MakeOlder() {
    w_.reset();
    std::filesystem::remove_all(folder_);
    auto blueprint = blueprint::ReadText(kShopYaml).blueprint;
    while (blueprint::IsOwned(blueprint.tables.back())) blueprint.tables.pop_back();
    Options options = MakeOptions();
    store::Transaction made{.sequence = 1,
                            .time = clock_->Now(),
                            .actor = "system",
                            .reason = "new workspace",
                            .cause = "blueprint",
                            .blueprint = std::make_shared<blueprint::Blueprint>(blueprint)};
    made.rows.push_back({.kind = store::RowWrite::Kind::kInsert,
                         .table = 0,
                         .row = 7,
                         .created_at = 1,
                         .modified_at = 1,
                         .cells = {{.column = 0, .before = {}, .after = Value::Text("Acme")}}});
    ASSERT_TRUE(options.store->Commit({&made, 1}).ok());
  }
};

TEST_F(OlderWorkspace, GetsTheTablesWhenItIsOpened) {
  MakeOlder();
  Reopen();
  {
    Reader reader = w_->Read();
    for (std::string_view id : {blueprint::kCommentsTable, blueprint::kSavedViewsTable})
      EXPECT_TRUE(reader.blueprint().FindTable(id)) << id;
    ASSERT_TRUE(reader.engine().FindRow(0, 7));
    EXPECT_EQ(reader.engine().NameOf({0, *reader.engine().FindRow(0, 7)}), "Acme");
  }
  auto log = w_->store().Transactions({});
  ASSERT_TRUE(log.ok());
  EXPECT_EQ(log->back().reason, "new workspace");
  EXPECT_EQ(std::count_if(log->begin(), log->end(), [](const auto& t) { return t.cause == "schema"; }), 1);
  int64_t sequence = w_->Read().sequence();
  Reopen();  // once is enough
  EXPECT_EQ(w_->Read().sequence(), sequence);
}

TEST_F(OlderWorkspace, KeepsWhatIsWrittenIntoThem) {
  MakeOlder();
  Reopen();
  Action action{.table = std::string(blueprint::kCommentsTable)};
  action.rows.push_back(Row({{"Table", base::Json::Text("t")},
                             {"Row", base::Json::Text("i-7")},
                             {"Text", base::Json::Text("first line\nsecond")}}));
  ASSERT_TRUE(Commit(kAdmin, action).ok());
  Reopen();
  Reader reader = w_->Read();
  auto table = *reader.blueprint().FindTable(blueprint::kCommentsTable);
  ASSERT_EQ(reader.engine().RowCount(table), 1u);
  EXPECT_EQ(reader.engine().Get(table, blueprint::CommentColumn::kText, reader.engine().Rows(table)[0]),
            Value::Text("first line\nsecond"));
}

TEST_F(OlderWorkspace, RowsOfAuthorsAreWrittenByTheirEndpointsOnly) {
  Action action{.table = std::string(blueprint::kCommentsTable)};
  action.rows.push_back(Row(
      {{"Table", base::Json::Text("t")}, {"Row", base::Json::Text("i-7")}, {"Text", base::Json::Text("x")}}));
  auto refused = Commit(kAnn, action);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, base::Code::kDenied);
  Request request;
  request.actions.push_back(action);
  request.owned_tables = true;
  EXPECT_TRUE(w_->Commit(kAnn, request).ok());
}

}  // namespace
}  // namespace csip::workspace
