// For tests: an engine filled with rows by hand, from a blueprint written as text or read from a folder.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "blueprint/read.h"
#include "engine/engine.h"
#include "engine/reference.h"

namespace csip::engine {

class TestEngine {
 public:
  explicit TestEngine(const std::string& yaml) {
    auto read = blueprint::ReadText(yaml);
    EXPECT_TRUE(read.ok()) << blueprint::Render(read.errors);
    Start(std::move(read.blueprint));
  }
  explicit TestEngine(blueprint::Blueprint blueprint) { Start(std::move(blueprint)); }

  Engine& operator*() { return *engine_; }
  Engine* operator->() { return engine_.get(); }

  TableIndex T(std::string_view name) const { return engine_->compiled().blueprint.FindTable(name).value(); }
  ColumnIndex C(std::string_view table, std::string_view name) const {
    return engine_->compiled().blueprint.tables[T(table)].FindColumn(name).value();
  }
  // The row with this number.
  RowSlot R(std::string_view table, int64_t number) const {
    return engine_->FindRow(T(table), number).value();
  }
  Value Get(std::string_view table, std::string_view column, int64_t number) const {
    return engine_->Get(T(table), C(table, column), R(table, number));
  }
  double Number(std::string_view table, std::string_view column, int64_t number) const {
    Value v = Get(table, column, number);
    EXPECT_TRUE(v.is_number()) << table << "." << column;
    return v.is_number() ? v.number() : 0;
  }
  Value Link(std::string_view table, int64_t number) const {
    return Value::Row({T(table), R(table, number)});
  }

  // One transaction each.
  Changes Insert(std::string_view table, int64_t number) {
    engine_->Begin();
    engine_->InsertRow(T(table), number, 0);
    return engine_->Finish();
  }
  Changes Set(std::string_view table, std::string_view column, int64_t number, const Value& v) {
    engine_->Begin();
    engine_->SetCell(T(table), C(table, column), R(table, number), v);
    return engine_->Finish();
  }
  Changes Delete(std::string_view table, int64_t number) {
    engine_->Begin();
    engine_->DeleteRow(T(table), R(table, number));
    return engine_->Finish();
  }
  void ExpectEqualsReference() const {
    auto wrong = CompareWithReference(*engine_, 5);
    for (const std::string& line : wrong) ADD_FAILURE() << line;
  }

 private:
  void Start(blueprint::Blueprint blueprint) {
    auto outcome = blueprint::Compile(std::move(blueprint));
    for (const auto& error : outcome.errors) ADD_FAILURE() << error.ToString();
    formula::EvalInputs inputs;
    inputs.now = 1'795'348'800'000'000;  // 2026-11-22T12:00:00Z
    inputs.today = inputs.zone.DateOf(inputs.now);
    engine_ = std::make_unique<Engine>(outcome.compiled, inputs);
    engine_->UseThreads(3);
  }
  std::unique_ptr<Engine> engine_;
};

}  // namespace csip::engine
