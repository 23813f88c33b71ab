// Whatever a blueprint's text says, reading ends with a blueprint or with words.
#include <gtest/gtest.h>

#include <random>

#include "base/text.h"
#include "blueprint/compile.h"
#include "blueprint/read.h"

namespace csip::blueprint {
namespace {

constexpr const char* kText = R"(name: shop
time_zone: Europe/Oslo
people: {table: Staff, email: Email}
formulas:
  - {name: Total, formula: 'Order.[Amount].Sum()'}
controls:
  - {name: Picked, kind: lookup, target: Customer}
tables:
  - table: Customer
    display: Name
    columns:
      - {name: Customer_ID, type: row-id, formula: '"C-" & Format(thisRow.RowNumber(), "000")'}
      - {name: Name, type: text, required: true, unique: true}
      - {name: Tier, type: select, options: [Gold, {name: Silver, color: gray}], default: '"Silver"'}
      - {name: Seller, type: person}
      - name: Spent
        type: computed
        formula: |-
          Orders.[Amount]
            .Sum() / Total
    views:
      - {name: By Tier, group: [Tier desc], columns: [Name, Spent], filter: 'Spent > 0', layout: kanban}
    formats:
      - {when: 'Tier = "Gold"', columns: [Name], color: yellow, bold: true}
  - table: Order
    columns:
      - {name: Customer, type: relation, target: Customer, inverse: Orders}
      - {name: Amount, type: currency, min: 0, decimals: 2}
      - {name: Stamped, type: date-time, touched_by: [Amount]}
  - table: Staff
    columns:
      - {name: Full_Name, type: text}
      - {name: Email, type: email}
)";

TEST(Mutations, AnyTextIsReadOrRefusedWithWords) {
  ASSERT_TRUE(ReadText(kText).ok()) << Render(ReadText(kText).errors);
  ASSERT_NE(Compile(ReadText(kText).blueprint).compiled, nullptr);
  std::vector<std::string_view> words = {
      "Customer", "Orders", "name: ", "type: ", "formula: ", "inverse: ", "text", "row-id",
      "[",        "]",      "{",      "}",      "'",         "\"",        ": ",   "\n",
      "  ",       "- ",     "&a ",    "*a",     "!!int ",    "|-\n",      "#",    "~",
      "\xff",     "\u00e9", "\t",     "? ",     "---\n",     "Spent",     "%",    "<<: "};
  std::mt19937 random(17);
  auto below = [&](size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random); };
  int whole = 0, refused = 0;
  for (int round = 0; round < 800; ++round) {
    std::string text = kText;
    for (size_t edits = 1 + below(4); edits > 0; --edits) {
      size_t at = below(text.size());
      switch (below(3)) {
        case 0:
          text.insert(at, words[below(words.size())]);
          break;
        case 1:
          text.erase(at, 1 + below(12));
          break;
        default: {  // a piece of the text comes again elsewhere
          std::string piece = text.substr(at, 1 + below(40));
          text.insert(below(text.size()), piece);
        }
      }
    }
    ReadOutcome read = ReadText(text);
    for (const base::Error& error : read.errors) {
      ASSERT_FALSE(error.message.empty());
      ASSERT_TRUE(base::IsUtf8(error.message)) << error.message;
      ASSERT_GE(error.place.line, 0);
    }
    CompileOutcome outcome = Compile(read.blueprint);  // also what was read in part must not break it
    ASSERT_EQ(outcome.compiled == nullptr, !outcome.errors.empty());
    refused += read.ok() && outcome.compiled ? 0 : 1;
    if (!read.ok()) continue;
    ASSERT_TRUE(ReadText(WriteText(read.blueprint)).blueprint == read.blueprint) << text;
    ++whole;
  }
  EXPECT_GT(whole, 20);
  EXPECT_GT(refused, 300);
}

}  // namespace
}  // namespace csip::blueprint
