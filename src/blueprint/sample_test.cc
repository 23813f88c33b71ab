#include "blueprint/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "blueprint/read.h"
#include "blueprint/scratch_folder.h"

namespace csip::blueprint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kBlueprint =
    "name: t\ntables:\n"
    "  - table: City\n    columns: [{name: Name, type: text}]\n"
    "  - table: Person\n"
    "    columns:\n"
    "      - {name: Id, type: row-id, formula: '\"P-\" & thisRow.RowNumber()'}\n"
    "      - {name: Name, type: text}\n"
    "      - {name: Age, type: number}\n"
    "      - {name: Phone, type: phone}\n"
    "      - {name: Home, type: relation, target: City, inverse: People}\n"
    "      - {name: Tags, type: multi-select, options: [a, b]}\n"
    "      - {name: Active, type: checkbox}\n"
    "      - {name: Born, type: date}\n"
    "      - {name: Seen, type: date-time}\n"
    "      - {name: Twice, type: number, formula: 'Age * 2'}\n"
    "      - {name: Made, type: created-at}\n";

class SampleTest : public testing::Test {
 protected:
  SampleTest() {
    ReadOutcome read = ReadText(kBlueprint);
    EXPECT_TRUE(read.ok()) << Render(read.errors);
    compiled_ = Compile(read.blueprint).compiled;
    EXPECT_NE(compiled_, nullptr);
    inputs_.zone = *value::Zone::Find("Europe/Oslo");
    inputs_.now = *value::ReadInstant("2026-11-22T09:30:00Z", inputs_.zone);
    inputs_.today = *value::DaysOf(2026, 11, 22);
  }

  // A sample of one file of people.
  void Rows(const std::string& rows) {
    folder_.Add("samples/one/sample.yaml", "title: One\ntables: [Person]\n");
    folder_.Add("samples/one/Person.yaml", "table: Person\nrows:\n" + rows);
  }

  // Each row as "Table {column:value,...}".
  std::vector<std::string> Read(const std::string& name = "one") {
    auto rows = ReadSample(folder_.path(), name, *compiled_, inputs_);
    if (!rows.ok()) return {rows.error().ToString()};
    std::vector<std::string> out;
    for (const SampleRow& row : *rows) {
      const Table& table = compiled_->blueprint.tables[row.table];
      std::string text = table.name;
      for (const auto& [column, cell] : row.cells)
        text += " " + table.columns[column].name + "=" + cell.ToString();
      out.push_back(text);
    }
    return out;
  }

  std::string ErrorOf(const std::string& rows) {
    Rows(rows);
    std::vector<std::string> out = Read();
    return out.empty() ? "no rows" : out[0];
  }

  ScratchFolder folder_;
  std::shared_ptr<const Compiled> compiled_;
  formula::EvalInputs inputs_;
};

TEST_F(SampleTest, CellsAreTypedByTheirColumn) {
  Rows(
      "  - {Name: 42, Age: 42, Phone: 0047, Active: true, Home: Oslo, Tags: [a, b], Born: 1990-01-31, Id: "
      "P-7}\n"
      "  - {Name: true, Age: '42', Active: 'true', Home: }\n");
  EXPECT_THAT(
      Read(),
      ElementsAre("Person Name=\"42\" Age=42 Phone=\"0047\" Active=true Home=\"Oslo\" Tags=[\"a\",\"b\"] "
                  "Born=\"1990-01-31\" Id=\"P-7\"",
                  "Person Name=\"true\" Age=\"42\" Active=\"true\""));
}

TEST_F(SampleTest, FormulasGiveWhatAClientWouldSend) {
  Rows(
      "  - {Name: '= \"a\" & 1', Age: =1+2, Active: = 1 < 2, Born: = Today() + 1, Seen: = Now(), Tags: '= "
      "List(\"a\", \"b\")', Phone: '= \"\"'}\n");
  EXPECT_THAT(
      Read(),
      ElementsAre("Person Name=\"a1\" Age=3 Active=true Born=\"2026-11-23\" Seen=\"2026-11-22T09:30:00Z\" "
                  "Tags=[\"a\",\"b\"] Phone=null"));
}

TEST_F(SampleTest, ForMakesEveryCombination) {
  Rows(
      "  - for: {n: 'Sequence(1, 2)', who: [Ann, Bo]}\n    Name: = who & n\n    Age: = n * 10\n    Phone: "
      "same\n");
  EXPECT_THAT(
      Read(),
      ElementsAre("Person Name=\"Ann1\" Age=10 Phone=\"same\"", "Person Name=\"Bo1\" Age=10 Phone=\"same\"",
                  "Person Name=\"Ann2\" Age=20 Phone=\"same\"", "Person Name=\"Bo2\" Age=20 Phone=\"same\""));
}

TEST_F(SampleTest, ALaterListUsesTheNamesBeforeIt) {
  Rows("  - {for: {n: [1, 2, 3], m: '= Sequence(1, n)'}, Age: = n * 10 + m}\n");
  EXPECT_THAT(Read(), ElementsAre("Person Age=11", "Person Age=21", "Person Age=22", "Person Age=31",
                                  "Person Age=32", "Person Age=33"));
}

TEST_F(SampleTest, ALoopOverNothingMakesNoRow) {
  Rows(
      "  - {for: {n: []}, Age: = n}\n  - {for: {n: 'Filter(Sequence(1, 3), CurrentValue > 5)'}, Age: = n}\n  "
      "- {Age: 1}\n");
  EXPECT_THAT(Read(), ElementsAre("Person Age=1"));
}

TEST_F(SampleTest, TablesComeAsListedAndTheExtendedSampleFirst) {
  folder_.Add("samples/small/sample.yaml", "tables: [City, Person]\n")
      .Add("samples/small/b.yaml", "table: City\nrows: [{Name: Oslo}]\n")
      .Add("samples/small/a.yaml", "table: Person\nrows: [{Name: Ann}]\n")
      .Add("samples/large/sample.yaml", "extends: small\ntables: [City]\n")
      .Add("samples/large/City.yaml", "table: City\nrows: [{Name: Bergen}]\n");
  EXPECT_THAT(Read("large"),
              ElementsAre("City Name=\"Oslo\"", "Person Name=\"Ann\"", "City Name=\"Bergen\""));
  EXPECT_THAT(SampleNames(folder_.path()), ElementsAre("large", "small"));
  EXPECT_TRUE(SampleNames(folder_.path() + "/none").empty());
}

TEST_F(SampleTest, ErrorsNameTheirPlace) {
  EXPECT_EQ(ErrorOf("  - {Nam: x}\n"),
            "samples/one/Person.yaml:3:6: no column `Nam` on Person; did you mean `Name`?");
  EXPECT_THAT(ErrorOf("  - {Twice: 4}\n"), HasSubstr("3:6: `Twice` is computed; a sample cannot set it"));
  EXPECT_THAT(ErrorOf("  - {Made: 2026-01-01}\n"), HasSubstr("`Made` is written by the system"));
  EXPECT_THAT(ErrorOf("  - {Age: = 1 + , Name: x}\n"), HasSubstr("samples/one/Person.yaml:3:"));
  EXPECT_THAT(ErrorOf("  - {Name: '= Todaz()'}\n"),
              HasSubstr("3:15: there is no function `Todaz`; did you mean `Today`?"));
  EXPECT_THAT(ErrorOf("  - {Age: '= \"x\" * 2'}\n"), HasSubstr("samples/one/Person.yaml:3:"));
  EXPECT_THAT(ErrorOf("  - {Age: '= ToNumber(\"x\")'}\n"), HasSubstr("3:11: the formula gives #VALUE"));
  EXPECT_THAT(ErrorOf("  - {for: {n: 'Sequence(1,'}, Age: = n}\n"), HasSubstr("(the list of `n`)"));
  EXPECT_THAT(ErrorOf("  - {for: 3, Age: = n}\n"), HasSubstr("`for` must be a map"));
  EXPECT_THAT(ErrorOf("  - {Name: {a: b}}\n"), HasSubstr("must be text, a number or a list, not a map"));
  EXPECT_THAT(ErrorOf("  - {Tags: [a, [b]]}\n"), HasSubstr("an item of `Tags` must be text, not a list"));
  EXPECT_THAT(ErrorOf("  - {Tags: [= 1]}\n"), HasSubstr("write = List(...)"));
  EXPECT_THAT(ErrorOf("  - {Name: a, Name: b}\n"), HasSubstr("the key `Name` comes twice"));
  EXPECT_THAT(ErrorOf("  - Ann\n"), HasSubstr("a row must be a map of columns, not text"));
  std::string both = ErrorOf("  - {Nam: x}\n  - {Agee: 1}\n");
  EXPECT_THAT(both, HasSubstr("`Name`?\nsamples/one/Person.yaml:4:6: no column `Agee`"));
}

TEST_F(SampleTest, ErrorsOfFiles) {
  EXPECT_THAT(Read("none")[0], HasSubstr("no sample `none`"));
  folder_.Add("samples/gard/sample.yaml", "tables: [Persn, Person, Person]\nextends: gard\ncolor: red\n")
      .Add("samples/gard/p.yaml", "table: Person\nrows: []\n")
      .Add("samples/gard/q.yaml", "table: Person\nrows: []\n")
      .Add("samples/gard/r.yaml", "rows: []\n")
      .Add("samples/gard/s.yaml", "table: Town\nrows: []\n");
  EXPECT_THAT(Read("grad")[0], HasSubstr("no sample `grad`; did you mean `gard`?"));
  std::string errors = Read("gard")[0];
  EXPECT_THAT(errors, HasSubstr("samples extend each other: gard -> gard"));
  EXPECT_THAT(errors, HasSubstr("unknown key `color`"));
  EXPECT_THAT(errors, HasSubstr("no file of the sample holds rows of `Persn`; did you mean `Person`?"));
  EXPECT_THAT(errors, HasSubstr("the table Person is listed twice"));
  EXPECT_THAT(errors, HasSubstr("q.yaml:1:1: the rows of Person stand in samples/gard/p.yaml already"));
  EXPECT_THAT(errors, HasSubstr("r.yaml:1:1: the file needs the key `table`"));
  EXPECT_THAT(errors, HasSubstr("the table Town is not listed"));
  folder_.Add("samples/town/sample.yaml", "tables: [Town]\n")
      .Add("samples/town/s.yaml", "table: Town\nrows: []\n");
  EXPECT_THAT(Read("town")[0], HasSubstr("s.yaml:1:8: no table `Town`"));
}

// Every sample of the product's own blueprint makes rows without error, for a few days of loading.
TEST(ProductSamples, AllAreRead) {
  std::string folder = std::string(CSIP_SOURCE_DIR) + "/blueprints/mulesoft-cs";
  CompileOutcome outcome = Compile(ReadFolder(folder).blueprint);
  ASSERT_NE(outcome.compiled, nullptr) << Render(outcome.errors);
  EXPECT_FALSE(SampleNames(folder).empty());
  for (const std::string& name : SampleNames(folder)) {
    for (int32_t day :
         {*value::DaysOf(2026, 1, 1), *value::DaysOf(2026, 11, 22), *value::DaysOf(2028, 2, 29)}) {
      formula::EvalInputs inputs;
      inputs.today = day;
      inputs.now = inputs.zone.StartOfDay(day);
      auto rows = ReadSample(folder, name, *outcome.compiled, inputs);
      ASSERT_TRUE(rows.ok()) << rows.error().ToString();
      EXPECT_FALSE(rows->empty()) << name;
    }
  }
}

}  // namespace
}  // namespace csip::blueprint
