#include "view/rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "blueprint/read.h"

namespace csip::view {
namespace {

using base::Json;
using ::testing::ElementsAre;

const char kYaml[] = R"(
name: shop
tables:
  - table: Item
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Size, type: select, options: [Small, Medium, Large]}
      - {name: Price, type: number}
      - {name: Due, type: date}
    views:
      - {name: Cheap, filter: '[Price] < 10', sort: [Name]}
      - {name: By Size, group: [Size], sort: ["Price desc"]}
      - {name: Odd, filter: '[Name] = "nowhere" OR [Price] = 30'}
)";

class RowsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("csip-view-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    auto read = blueprint::ReadText(kYaml);
    ASSERT_TRUE(read.ok()) << blueprint::Render(read.errors);
    auto store = store::OpenSqlite({.folder = folder_.string()});
    ASSERT_TRUE(store.ok());
    auto made = workspace::Workspace::Create({std::move(*store), std::make_shared<base::SystemClock>()},
                                             std::move(read.blueprint));
    ASSERT_TRUE(made.ok()) << made.error().message;
    w_ = std::move(*made);
    workspace::Action action;
    action.table = "Item";
    struct {
      const char* name;
      const char* size;
      double price;
    } const items[] = {{"ål", "Large", 5},
                       {"Pear", "Small", 30},
                       {"apple", "Medium", 7},
                       {"Plum", "", 9},
                       {"v10", "Small", 40}};
    for (const auto& item : items) {
      workspace::RowInput row;
      row.cells = {{"Name", Json::Text(item.name)},
                   {"Size", Json::Text(item.size)},
                   {"Price", Json::Number(item.price)}};
      action.rows.push_back(row);
    }
    ASSERT_TRUE(w_->Commit(access::Actor::System(), {{action}}).ok());
  }
  void TearDown() override {
    w_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::vector<std::string> Names(RowQuery query, const char* view = nullptr) {
    auto reader = w_->Read();
    const auto& table = reader.blueprint().tables[0];
    query.table = 0;
    for (const auto& candidate : table.views) {
      if (view != nullptr && candidate.name == view) query.view = &candidate;
    }
    auto rows = orders_.Get(reader, query);
    if (!rows.ok()) return {rows.error().message};
    std::vector<std::string> names;
    for (value::RowSlot row : (*rows)->rows) names.push_back(reader.engine().NameOf({0, row}));
    return names;
  }

  std::filesystem::path folder_;
  Orders orders_;
  std::unique_ptr<workspace::Workspace> w_;
};

TEST_F(RowsTest, WithoutAViewRowsComeInRowOrder) {
  EXPECT_THAT(Names({}), ElementsAre("ål", "Pear", "apple", "Plum", "v10"));
}

TEST_F(RowsTest, AViewFiltersAndSortsAsPeopleRead) {
  EXPECT_THAT(Names({}, "Cheap"), ElementsAre("ål", "apple", "Plum"));
  EXPECT_THAT(Names({}, "Odd"), ElementsAre("Pear"));
}

TEST_F(RowsTest, GroupsComeInTheOrderOfOptionsAndBlanksLast) {
  EXPECT_THAT(Names({}, "By Size"), ElementsAre("v10", "Pear", "apple", "ål", "Plum"));
  EXPECT_THAT(Names({.sort = {{.column = "Size", .descending = true}}}),
              ElementsAre("ål", "apple", "Pear", "v10", "Plum"));
}

TEST_F(RowsTest, AFilterOfTheRequestIsAddedAndChecked) {
  EXPECT_THAT(Names({.filter = "[Price] > 6"}, "Cheap"), ElementsAre("apple", "Plum"));
  EXPECT_THAT(Names({.filter = "[Prize] > 6"}), ElementsAre(::testing::HasSubstr("did you mean `Price`?")));
  EXPECT_THAT(Names({.sort = {{.column = "Prize"}}}),
              ElementsAre(::testing::HasSubstr("did you mean `Price`?")));
}

}  // namespace
}  // namespace csip::view
