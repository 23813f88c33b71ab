#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transfer/csv_preview.h"
#include "transfer/csv_reader.h"
#include "transfer/csv_writer.h"

namespace csip::transfer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Record = std::vector<std::string>;

std::vector<Record> ReadAll(std::string_view text, std::vector<int>* lines = nullptr) {
  CsvReader reader(text);
  std::vector<Record> out;
  std::vector<std::string_view> fields;
  while (true) {
    auto more = reader.Next(&fields);
    EXPECT_TRUE(more.ok()) << more.error().ToString();
    if (!more.ok() || !*more) return out;
    out.emplace_back(fields.begin(), fields.end());
    if (lines != nullptr) lines->push_back(reader.line());
  }
}

base::Error FirstError(std::string_view text, CsvLimits limits = {}) {
  CsvReader reader(text, limits);
  std::vector<std::string_view> fields;
  while (true) {
    auto more = reader.Next(&fields);
    if (!more.ok()) return more.error();
    if (!*more) return {base::Code::kInternal, "no error"};
  }
}

TEST(CsvReader, ReadsQuotesLineEndsAndByteOrderMark) {
  std::vector<int> lines;
  auto records = ReadAll("\xEF\xBB\xBFName,Note\r\nAnn,\"a,\"\"b\"\"\nc\"\n\nBo,\rÅse,\"\"", &lines);
  EXPECT_THAT(records, ElementsAre(Record{"Name", "Note"}, Record{"Ann", "a,\"b\"\nc"}, Record{"Bo", ""},
                                   Record{"Åse", ""}));
  EXPECT_THAT(lines, ElementsAre(1, 2, 5, 6));
}

TEST(CsvReader, ReadsOddButCommonFiles) {
  EXPECT_THAT(ReadAll("a;b\n1,5;2"), ElementsAre(Record{"a", "b"}, Record{"1,5", "2"}));
  EXPECT_THAT(ReadAll("a\tb\n1\t2\n"), ElementsAre(Record{"a", "b"}, Record{"1", "2"}));
  EXPECT_THAT(ReadAll("a,b\n5\" pipe,\n"), ElementsAre(Record{"a", "b"}, Record{"5\" pipe", ""}));
  EXPECT_THAT(ReadAll("\n\n"), ElementsAre());
  EXPECT_THAT(ReadAll(""), ElementsAre());
}

TEST(CsvReader, FieldsOfAnyLengthEndWhereTheyShould) {
  for (std::string letter : {"a", "é"}) {
    for (size_t size = 0; size < 70; ++size) {
      std::string field;
      for (size_t i = 0; i < size; ++i) field += letter;
      for (std::string end : {"\n", "\r\n", "\r", ""}) {
        std::string text = "x," + field + ",\"" + field + "\",\"" + field + "\"\"" + field + "\",y" + end;
        auto quoted = field + "\"" + field;
        EXPECT_THAT(ReadAll(text), ElementsAre(ElementsAre("x", field, field, quoted, "y"))) << text;
      }
      EXPECT_THAT(FirstError("a," + field + "\xff" + field).message, HasSubstr("not UTF-8"));
      EXPECT_THAT(FirstError("a," + field + std::string(1, '\0')).message, HasSubstr("NUL"));
    }
  }
}

TEST(CsvReader, RefusesWithLineAndColumn) {
  auto error = FirstError("a,b\n1,\"open\nand on\n");
  EXPECT_THAT(error.message, HasSubstr("never closed"));
  EXPECT_EQ(error.place.line, 2);
  EXPECT_EQ(error.place.column, 3);
  EXPECT_THAT(FirstError("a\n\"x\"y\n").message, HasSubstr("behind a closing"));
  EXPECT_THAT(FirstError("a\n\xff\n").message, HasSubstr("UTF-8"));
  EXPECT_THAT(FirstError(std::string_view("a\nx\0y\n", 6)).message, HasSubstr("NUL"));
  EXPECT_THAT(FirstError(std::string_view("\xff\xfe\x61\x00", 4)).message, HasSubstr("UTF-16"));
  EXPECT_THAT(FirstError("a\n123456\n", {5, 10}).message, HasSubstr("more than 5 bytes"));
  EXPECT_THAT(FirstError("a\n\"1234\n56\"\n", {5, 10}).message, HasSubstr("more than 5 bytes"));
  EXPECT_THAT(FirstError("a,b,c\n", {5, 2}).message, HasSubstr("more than 2 fields"));
}

TEST(CsvPreview, TellsHeadersFirstRowsAndLinesOfAnotherWidth) {
  auto preview = PreviewCsv("Name\t'=Sum \n1\t2\n3\n4\t5\n6\t7\n8\t9\n10\t11\n12\t13\n");
  ASSERT_TRUE(preview.ok()) << preview.error().ToString();
  EXPECT_EQ(preview->separator, '\t');
  EXPECT_THAT(preview->headers, ElementsAre("Name", "=Sum"));
  EXPECT_THAT(preview->rows, ElementsAre(Record{"1", "2"}, Record{"4", "5"}, Record{"6", "7"},
                                         Record{"8", "9"}, Record{"10", "11"}));
  EXPECT_EQ(preview->lines, 7U);
  ASSERT_EQ(preview->problems.count(), 1U);
  EXPECT_EQ(preview->problems.first()[0].place.line, 3);
  EXPECT_THAT(preview->problems.first()[0].message, HasSubstr("write a tab"));
}

TEST(CsvPreview, RefusesWhatNamesNoColumns) {
  for (auto [text, words, line] : {std::tuple{"", "empty", 1},
                                   {"\n", "empty", 1},
                                   {"\n,\na,b\n", "no column", 2},
                                   {"a,b,a\n", "two columns `a`", 1},
                                   {"a\n\n\"x\n", "never closed", 3}}) {
    auto preview = PreviewCsv(text);
    ASSERT_FALSE(preview.ok()) << text;
    EXPECT_THAT(preview.error().message, HasSubstr(words));
    EXPECT_EQ(preview.error().place.line, line) << text;
  }
}

TEST(CsvWriter, WhatIsWrittenIsReadAgain) {
  std::vector<Record> records = {
      {"a", "b", "c"}, {"", " x ", "l1\r\nl2"}, {"q\"q", "1,5;2", "'quoted'"}, {"", "", ""}};
  std::string text;
  for (const Record& record : records) AppendCsvRecord(record, &text);
  EXPECT_EQ(ReadAll(text), records);
  std::string one;
  AppendCsvRecord({""}, &one);
  EXPECT_EQ(ReadAll(one), std::vector<Record>{{""}});
}

TEST(CsvWriter, FormulasAreGuardedAndNumbersAreNot) {
  for (std::string text : {"=1+1", "+1 555", "-a", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=", "-", "＝1",
                           "-inf", "-1-1", "'=1", "''@x"}) {
    EXPECT_EQ(GuardCell(text), "'" + text);
    EXPECT_EQ(UnguardCell(GuardCell(text)), text);
  }
  for (std::string text : {"-12.5", "+3", "-1e9", "12", "", "a=1", "'", "'a", "O'Brien", " =1"}) {
    EXPECT_EQ(GuardCell(text), text);
    EXPECT_EQ(UnguardCell(text), text);
  }
  std::string line;
  AppendCsvRecord({"=HYPERLINK(\"x\")", "-5"}, &line);
  EXPECT_EQ(line, "\"'=HYPERLINK(\"\"x\"\")\",-5\r\n");
}

}  // namespace
}  // namespace csip::transfer
