#include "workspace/transition_cursor.h"

#include <thread>

#include "workspace/shop_fixture.h"

namespace csip::workspace {
namespace {

using ::testing::HasSubstr;

TransitionPlace Place(const std::string& text) {
  return *ReadTransitionPlace(text);
}

TEST(TransitionPlaceTest, PlacesAreInTheOrderOfTransitions) {
  const char* in_order[] = {"0", "1.1.0", "1.1.2", "1.9.0", "1", "2.10.0", "2"};
  for (size_t a = 0; a < std::size(in_order); ++a) {
    for (size_t b = 0; b < std::size(in_order); ++b) {
      EXPECT_EQ(Place(in_order[a]) < Place(in_order[b]), a < b) << in_order[a] << " " << in_order[b];
    }
  }
}

class TransitionCursorTest : public ShopTest {};

TEST_F(TransitionCursorTest, MovesOnAndNeverBack) {
  auto& cursors = w_->transition_cursors();
  EXPECT_THAT(cursors.Get("mail").error().message, HasSubstr("no cursor mail"));
  ASSERT_TRUE(cursors.Put("mail", Place("3"), 7).ok());
  ASSERT_TRUE(cursors.Acknowledge("mail", Place("4.12.1"), Place("3"), 8).ok());
  EXPECT_THAT(cursors.Acknowledge("mail", Place("5"), Place("3"), 9).error().message,
              HasSubstr("is at 4.12.1 and not at 3 any more"));
  EXPECT_THAT(cursors.Acknowledge("mail", Place("4.12.0"), {}, 9).error().message,
              HasSubstr("does not go back"));
  ASSERT_TRUE(cursors.Acknowledge("mail", Place("4.12.1"), {}, 9).ok()) << "the same place again";
  Reopen();
  EXPECT_EQ(w_->transition_cursors().Get("mail")->next, Place("4.12.1"));
  EXPECT_EQ(w_->transition_cursors().List()->size(), 1U);
  ASSERT_TRUE(w_->transition_cursors().Remove("mail").ok());
  EXPECT_FALSE(w_->transition_cursors().Remove("mail").ok());
  EXPECT_THAT(w_->transition_cursors().Put("a b", Place("1"), 1).error().message, HasSubstr("letters"));
}

// Of several that read the same and acknowledge it together, one is right.
TEST_F(TransitionCursorTest, OneOfManyReadersWins) {
  auto& cursors = w_->transition_cursors();
  ASSERT_TRUE(cursors.Put("mail", Place("1"), 1).ok());
  std::atomic<int> won = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] { won += cursors.Acknowledge("mail", Place("2"), Place("1"), 2).ok() ? 1 : 0; });
  }
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(won, 1);
}

}  // namespace
}  // namespace csip::workspace
