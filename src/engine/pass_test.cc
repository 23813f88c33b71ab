// Folds and lookups of every row at once, in passes over the table of what they fold.
#include "engine/test_workspace.h"

namespace csip::engine {
namespace {

constexpr char kBlueprint[] = R"(
name: t
tables:
  - table: Owner
    columns:
      - {name: Id, type: row-id, formula: '"OWN-" & Format(RowNumber(), "00000")'}
      - {name: Limit, type: number}
      - {name: Total, type: number, formula: 'Sum(Filter(Item, Owner = thisRow).N)'}
      - {name: Mean, type: number, formula: 'Average(Filter(Item, Owner = thisRow AND Kind.HasAny("a", "b")).N)'}
      - {name: Least, type: number, formula: 'Min(Filter(Item, Owner.Id = thisRow.Id AND N > thisRow.Limit).N)'}
      - {name: Greatest, type: number, formula: 'Max(Filter(Item, Owner = thisRow).N)'}
      - {name: Known, type: number, formula: 'Filter(Item, Owner = thisRow).Kind.Count()'}
      - {name: Over, type: number, formula: 'CountIf(Item, Owner = thisRow AND N / Of > thisRow.Limit)'}
      - {name: Early, type: number, formula: 'Filter(Item, Owner = thisRow AND Kind != "c").First().N'}
      - {name: Before, type: number, formula: 'Lookup(Past, Key = thisRow.Id AND Day = Today() - 1).N'}
      - {name: Next, type: number, formula: 'Round(Total) + Before'}
  - table: Item
    columns:
      - {name: Owner, type: relation, target: Owner}
      - {name: Kind, type: select, options: [a, b, c]}
      - {name: N, type: number}
      - {name: Of, type: number}
  - table: Past
    columns:
      - {name: Key, type: text, indexed: true}
      - {name: Day, type: date}
      - {name: N, type: number}
)";

class Passes : public TestEngine, public testing::Test {
 public:
  Passes() : TestEngine(kBlueprint) {}

  // Owners, their items in no order of theirs, and two days of each owner's past.
  void Fill(int owners, int items) {
    Engine& engine = **this;
    engine.Begin();
    for (int i = 1; i <= owners; ++i) {
      RowSlot owner = engine.InsertRow(T("Owner"), i, 0);
      if (i % 5 != 0) engine.SetCell(T("Owner"), C("Owner", "Limit"), owner, Value::Number(i % 7));
      for (int day = 1; day <= 2 && i % 3 != 0; ++day) {
        RowSlot past = engine.InsertRow(T("Past"), 2 * i + day, 0);
        std::string key = "OWN-" + std::string(5 - std::to_string(i).size(), '0') + std::to_string(i);
        engine.SetCell(T("Past"), C("Past", "Key"), past, Value::Text(key));
        engine.SetCell(T("Past"), C("Past", "Day"), past, Value::Date(engine.inputs().today - day));
        engine.SetCell(T("Past"), C("Past", "N"), past, Value::Number(i + day / 8.0));
      }
    }
    for (int i = 0; i < items; ++i) {
      // Numbers of rows and places of rows run against each other.
      RowSlot item = engine.InsertRow(T("Item"), items - i, 0);
      int owner = 1 + (i * 7919) % owners;
      if (i % 11 != 0) engine.SetCell(T("Item"), C("Item", "Owner"), item, Link("Owner", owner));
      if (i % 4 != 3)
        engine.SetCell(T("Item"), C("Item", "Kind"), item, Value::Text(std::string(1, "abc"[i % 3])));
      if (i % 13 != 0) engine.SetCell(T("Item"), C("Item", "N"), item, Value::Number(i % 97 + i * 0.1));
      if (i % 6 != 0) engine.SetCell(T("Item"), C("Item", "Of"), item, Value::Number(i % 5));
    }
    engine.Finish();
  }
};

TEST_F(Passes, EveryOwnerHasWhatThePlainEvaluatorSays) {
  Fill(60, 2500);
  ExpectEqualsReference();
  (*this)->Recompute();
  ExpectEqualsReference();
}

TEST_F(Passes, RowsThatWentAreNoLongerCounted) {
  Fill(20, 300);
  for (int i = 10; i < 200; i += 3) Delete("Item", i);
  Delete("Owner", 7);
  Delete("Past", 18);
  (*this)->Recompute();
  ExpectEqualsReference();
}

TEST_F(Passes, SumsThatTwoDoublesCannotHoldAreExact) {
  Fill(3, 0);
  const double terms[] = {1e300, 1, 1e-300, -1e300, 0.1, 1e16, -1e16, 1e-17};
  int number = 0;
  (*this)->Begin();
  for (double term : terms) {
    RowSlot item = (*this)->InsertRow(T("Item"), ++number, 0);
    (*this)->SetCell(T("Item"), C("Item", "Owner"), item, Link("Owner", 1));
    (*this)->SetCell(T("Item"), C("Item", "N"), item, Value::Number(term));
  }
  (*this)->Finish();
  EXPECT_EQ(Number("Owner", "Total", 1), 1.1);
  ExpectEqualsReference();
}

TEST_F(Passes, SumsThatOverflowOnTheWayAreErrorsInWhateverOrderTheyAreAdded) {
  Fill(3, 0);
  (*this)->Begin();
  for (int i = 0; i < 20; ++i) {
    RowSlot item = (*this)->InsertRow(T("Item"), 20 - i, 0);
    (*this)->SetCell(T("Item"), C("Item", "Owner"), item, Link("Owner", 1 + i % 3));
    (*this)->SetCell(T("Item"), C("Item", "N"), item, Value::Number((i / 4) % 2 == 0 ? 1e308 : -1e308));
  }
  (*this)->Finish();
  ExpectEqualsReference();
}

TEST_F(Passes, AKeyThatStandsInNoCellFindsNothing) {
  Fill(5, 0);
  for (const char* text :
       {"IsBlank(Lookup(Past, Key = \"nobody\").N)", "CountIf(Past, Key = \"nobody\") = 0",
        "CountIf(Past, Key = \"OWN-00001\") = 2", "Lookup(Owner, Id = \"OWN-00002\").Limit = 2"}) {
    formula::Bound bound =
        formula::Bind(text, {.catalog = &(*this)->compiled().catalog, .table = T("Owner")});
    ASSERT_TRUE(bound.ok()) << text;
    EXPECT_EQ((*this)->Select(T("Owner"), bound, {}).size(), 5u) << text;
  }
}

TEST_F(Passes, AnErrorAmongTheItemsIsTheOwnersOnly) {
  Fill(12, 200);
  // Too large to be a number when it is divided.
  (*this)->Begin();
  for (int i : {4, 9}) {
    (*this)->SetCell(T("Item"), C("Item", "N"), R("Item", i), Value::Number(1e308));
    (*this)->SetCell(T("Item"), C("Item", "Of"), R("Item", i), Value::Number(1e-5));
  }
  (*this)->MarkEverything();
  (*this)->Finish();
  ExpectEqualsReference();
}

}  // namespace
}  // namespace csip::engine
