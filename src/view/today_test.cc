// Who needs somebody today, while rows change: always what a new start would say, and what working out every reason says.
#include "view/today.h"

#include "value/display.h"
#include "view/test_shop.h"

namespace csip::view {
namespace {

// Rules on both tables; words that are blank for some rows, weights that are errors, blanks, zero and less, and equal sums.
const char kHome[] = R"(
home:
  scopes:
    - {label: All, table: Item, view: Cheap}
  today:
    - {table: Maker, when: '[Town] = "Oslo"', why: '"in " & [Town]', weight: '10'}
    - {table: Item, of: Maker, when: '[Price] > 20', why: 'If([Sold], "", [Name] & " costs " & [Price])', weight: '[Price]'}
    - {table: Item, of: Maker, when: '[Due] > Date(2026, 10, 1)', why: '[Name]', weight: 'If([Sold], 0 - 30, 5)', tone: red}
    - {table: Item, of: Maker, when: '[Size] = "Small"', why: '[Due]', weight: '[Name]'}
    - {table: Item, of: Maker, when: 'IsNotBlank([Tags])', why: '"of " & [Limit]', weight: '[Limit] / [Price]', tone: blue}
)";

class TodayTest : public ShopTest {
 protected:
  TodayTest() : ShopTest(std::string(kShop) + kHome) {}

  struct Said {
    value::RowSlot subject;
    double weight;
    std::vector<std::string> reasons;
    friend bool operator==(const Said&, const Said&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Said& said) {
      out << said.subject << " weighs " << said.weight;
      for (const std::string& reason : said.reasons) out << "; " << reason;
      return out;
    }
  };

  static std::string Reason(value::RowRef row, const std::string& text, double weight,
                            const std::string& tone) {
    return fmt::format("{}.{} {} ({}, {})", row.table, row.slot, text, weight, tone);
  }

  static std::vector<Said> Ranked(Today& today, const workspace::Reader& reader, size_t most) {
    auto items = today.Rank(reader, {.table = 0}, most);
    EXPECT_TRUE(items.ok());
    std::vector<Said> said;
    for (const TodayItem& item : *items) {
      said.push_back({item.subject, item.weight, {}});
      for (const TodayReason& reason : item.reasons)
        said.back().reasons.push_back(Reason(reason.row, reason.text, reason.weight, reason.tone));
    }
    return said;
  }

  static value::Value Evaluate(const workspace::Reader& reader, const std::string& formula,
                               value::RowRef row) {
    formula::Bound bound =
        formula::Bind(formula, {.catalog = &reader.compiled().catalog, .table = row.table, .locals = {}});
    return reader.engine().Evaluate(bound, row, {});
  }

  // Every reason of every row, one formula at a time.
  static std::vector<Said> ByHand(const workspace::Reader& reader, size_t most) {
    const engine::Engine& engine = reader.engine();
    struct Weighed {
      std::string text;
      double weight;
    };
    std::map<value::RowSlot, std::vector<Weighed>> of;
    for (const auto& home : reader.blueprint().page.Maps("home")) {
      for (const auto& rule : home.Maps("today")) {
        value::TableIndex table = *reader.blueprint().FindTable(rule.Text("table"));
        for (value::RowSlot slot : engine.Rows(table)) {
          value::RowRef row{table, slot}, subject = row;
          if (!Evaluate(reader, rule.FormulaOf("when").text, row).is_true()) continue;
          if (table == 1) {
            value::Value maker = engine.Get(1, 6, slot);
            if (!maker.is_row()) continue;
            subject = maker.row();
          }
          value::Value why = Evaluate(reader, rule.FormulaOf("why").text, row);
          value::Value weight = Evaluate(reader, rule.FormulaOf("weight").text, row);
          if (why.is_blank() || why.is_error()) continue;
          double number = weight.is_number() ? weight.number() : 1;
          std::string text = value::ToText(why, engine.inputs().zone,
                                           [&](value::RowRef other) { return engine.NameOf(other); });
          of[subject.slot].push_back({Reason(row, text, number, rule.Text("tone")), number});
        }
      }
    }
    std::vector<Said> said;
    for (value::RowSlot slot : engine.Rows(0)) {
      auto& reasons = of[slot];
      if (reasons.empty()) continue;
      Said& one = said.emplace_back(Said{slot, 0, {}});
      for (const Weighed& reason : reasons) one.weight += reason.weight;
      std::stable_sort(reasons.begin(), reasons.end(),
                       [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
      for (const Weighed& reason : reasons) one.reasons.push_back(reason.text);
    }
    std::stable_sort(said.begin(), said.end(),
                     [](const Said& a, const Said& b) { return a.weight > b.weight; });
    if (said.size() > most) said.resize(most);
    return said;
  }

  Orders orders_;
  Today today_{&orders_};
};

TEST_F(TodayTest, IsWhatWorkingOutEveryReasonSaysAfterAnyEdit) {
  for (int i = 0; i < 80; ++i) {
    Edit();
    auto reader = w_->Snapshot();
    for (size_t most : {size_t{2}, size_t{50}}) {
      std::vector<Said> expected = ByHand(reader, most);
      ASSERT_EQ(Ranked(today_, reader, most), expected) << "after edit " << i;
      Orders orders;
      Today anew(&orders);
      ASSERT_EQ(Ranked(anew, reader, most), expected) << "after edit " << i;
    }
  }
}

TEST_F(TodayTest, ASubjectWithoutWordsIsNone) {
  for (int i = 1; i <= 6; ++i) Add("Maker", {{"Town", Json::Text("Bergen")}}, fmt::format("i-{}", i));
  for (size_t i = 1; i <= 60; ++i)
    Add("Item", {{"Price", Json::Number(10)}, {"Due", Json()}, {"Size", Json()}, {"Tags", Json()}},
        fmt::format("i-{}", i));
  Add("Item", {{"Price", Json::Number(900)}, {"Sold", Json::Bool(true)}, {"Maker", Json::Text("i-1")}},
      "i-1");
  Add("Item", {{"Price", Json::Number(30)}, {"Sold", Json::Bool(false)}, {"Maker", Json::Text("i-2")}},
      "i-2");
  auto reader = w_->Snapshot();
  auto said = Ranked(today_, reader, 1);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(reader.engine().RowNumber(0, said[0].subject), 2);
  EXPECT_EQ(said[0].weight, 30);
}

}  // namespace
}  // namespace csip::view
