#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace csip::base {
namespace {

TEST(Place, ShowsWhatIsKnown) {
  EXPECT_EQ(Place{}.ToString(), "");
  EXPECT_EQ((Place{"a.yaml"}.ToString()), "a.yaml");
  EXPECT_EQ((Place{"a.yaml", 3}.ToString()), "a.yaml:3");
  EXPECT_EQ((Place{"a.yaml", 3, 7}.ToString()), "a.yaml:3:7");
  EXPECT_EQ((Place{"", 3, 7}.ToString()), "3:7");
}

TEST(Error, ShowsPlaceAndMessage) {
  EXPECT_EQ(Invalid("wrong").ToString(), "wrong");
  EXPECT_EQ(Invalid("wrong", {"a", 1, 2}).ToString(), "a:1:2: wrong");
  EXPECT_STREQ(NameOf(Code::kNotFound), "not_found");
  EXPECT_STREQ(NameOf(Code::kTooLarge), "too_large");
}

Result<int> Half(int n) {
  if (n % 2 != 0) return Invalid("odd");
  return n / 2;
}

Result<std::string> QuarterAsText(int n) {
  CSIP_ASSIGN_OR_RETURN(int half, Half(n));
  CSIP_ASSIGN_OR_RETURN(int quarter, Half(half));
  return std::to_string(quarter);
}

Status CheckEven(int n) {
  CSIP_RETURN_IF_ERROR(Half(n));
  return {};
}

TEST(Result, HandsErrorsOn) {
  EXPECT_EQ(*QuarterAsText(8), "2");
  EXPECT_EQ(QuarterAsText(6).error().message, "odd");
  EXPECT_TRUE(CheckEven(2).ok());
  EXPECT_EQ(CheckEven(3).error().code, Code::kInvalid);
}

TEST(Result, AskingForTheWrongOneThrows) {
  EXPECT_THROW((void)Half(3).value(), std::logic_error);
  EXPECT_THROW((void)Half(2).error(), std::logic_error);
  EXPECT_THROW((void)Status().error(), std::logic_error);
}

TEST(Result, HoldsWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> made(std::make_unique<int>(5));
  std::unique_ptr<int> taken = std::move(made).value();
  EXPECT_EQ(*taken, 5);
}

}  // namespace
}  // namespace csip::base
