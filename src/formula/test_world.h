// For tests only: a small workspace in memory, with a catalog and rows, and one call to evaluate a formula in
// it.
//
// Accounts (2 rows: Gard AS, Nordic Bank), Metrics (5 rows linked to them), People (2). The computed columns
// are plain cells here.
#pragma once

#include <string>
#include <vector>

#include "formula/evaluate.h"

namespace csip::formula {

class TestWorld : public RowSource {
 public:
  TestWorld() {
    AddTable("Accounts", {{"Account_ID", Type::Of(Base::kText)},
                          {"Account_Name", Type::Of(Base::kText)},
                          {"ARR", Type::Of(Base::kNumber)},
                          {"Renewal_Date", Type::Of(Base::kDate)},
                          {"Created", Type::Of(Base::kInstant)},
                          {"Status", Type::Of(Base::kText)},
                          {"Active", Type::Of(Base::kBool)},
                          {"Manager", Type::Row(2)},
                          {"Metrics", Type::Row(1, true)},
                          {"Tags", Type::Of(Base::kText, true)},
                          {"S&P_Rating", Type::Of(Base::kText)},
                          {"Broken", Type::Of(Base::kNumber)},
                          {"Nothing", Type::Of(Base::kNumber)},
                          {"Nothing_Text", Type::Of(Base::kText)},
                          {"Nothing_Date", Type::Of(Base::kDate)},
                          {"Nothing_Bool", Type::Of(Base::kBool)},
                          {"Nothing_Row", Type::Row(2)},
                          {"Anything", Type{}}});
    AddTable("Metrics", {{"Metric_ID", Type::Of(Base::kText)},
                         {"Account", Type::Row(0)},
                         {"Metric_Category", Type::Of(Base::kText)},
                         {"Value", Type::Of(Base::kNumber)},
                         {"Day", Type::Of(Base::kDate)},
                         {"Owners", Type::Row(2, true)}});
    AddTable("People", {{"Full_Name", Type::Of(Base::kText)}, {"Email", Type::Of(Base::kText)}});
    SetOptions(0, 5, {"Active", "At Risk", "Churned"});
    SetOptions(0, 9, {"EMEA", "Marine", "Pilot"});
    SetOptions(1, 2, {"Performance", "Security", "Cost"});
    catalog.tables[0].display = 1;
    catalog.tables[1].display = 0;
    catalog.tables[2].display = 0;
    catalog.people = 2;
    catalog.names = {{"Threshold", Type::Of(Base::kNumber)}};
    inputs.today = *value::DaysOf(2026, 11, 23);
    inputs.zone = value::Zone::Find("Europe/Oslo").value();
    inputs.now = inputs.zone.StartOfDay(inputs.today) + int64_t{43'200'000'000};
    FillRows();
  }

  value::Value Cell(TableIndex table, ColumnIndex column, value::RowSlot row) const override {
    ++cells_read;
    return cells[table][row][column];
  }
  void Rows(TableIndex table, std::vector<value::RowSlot>* out) const override {
    for (size_t i = 0; i < cells[table].size(); ++i) out->push_back(static_cast<value::RowSlot>(i));
  }
  int64_t RowNumber(TableIndex, value::RowSlot row) const override { return row + 1; }
  std::string RowId(TableIndex, value::RowSlot row) const override { return "i-" + std::to_string(row + 1); }
  value::Value Named(uint32_t, Evaluation&) const override { return value::Value::Number(60); }

  Bound BindHere(std::string_view text, TableIndex table = 0) const {
    return Bind(text, BindContext{.catalog = &catalog, .table = table});
  }

  // The value for the first account, or an error value whose reason is the first diagnostic.
  value::Value Run(std::string_view text, Budget budget = {}) const {
    Bound bound = BindHere(text);
    if (!bound.ok())
      return value::Value::Error(value::ErrorCode::kRef, "does not bind: " + FirstError(bound));
    Evaluation evaluation(catalog, *this, inputs, budget);
    return evaluation.Run(*bound.root, {0, 0});
  }

  static std::string FirstError(const Bound& bound) {
    for (const Diagnostic& d : bound.diagnostics) {
      if (d.severity == Diagnostic::Severity::kError) return d.message;
    }
    return "";
  }

  // As text a person can compare: "blank", "blank (division by zero)", "#VALUE", "12", "\"a\"", "2026-01-31",
  // "List(1, 2)".
  std::string Show(const value::Value& v) const {
    switch (v.kind()) {
      case value::Kind::kBlank:
        return v.blank_reason() == value::BlankReason::kDivisionByZero ? "blank (division by zero)" : "blank";
      case value::Kind::kError:
        return std::string(NameOf(v.error_code()));
      case value::Kind::kBool:
        return v.boolean() ? "True" : "False";
      case value::Kind::kText:
        return '"' + std::string(v.text()) + '"';
      case value::Kind::kList: {
        std::string out = "List(";
        for (const value::Value& item : v.items()) out += (out.size() > 5 ? ", " : "") + Show(item);
        return out + ")";
      }
      default: {
        Evaluation evaluation(catalog, *this, inputs);
        return evaluation.Text(v);
      }
    }
  }
  std::string Show(std::string_view formula) const { return Show(Run(formula)); }

  Catalog catalog;
  EvalInputs inputs;
  std::vector<std::vector<std::vector<value::Value>>> cells;  // by table, row, column
  mutable int64_t cells_read = 0;

 private:
  void AddTable(std::string name, std::vector<std::pair<std::string, Type>> columns) {
    CatalogTable& table = catalog.tables.emplace_back();
    table.name = std::move(name);
    for (auto& [column, type] : columns) table.columns.push_back({.name = column, .type = type});
  }
  void SetOptions(TableIndex table, ColumnIndex column, std::vector<std::string> options) {
    CatalogColumn& entry = catalog.tables[table].columns[column];
    entry.options = std::move(options);
    entry.type.option_table = table;
    entry.type.option_column = column;
  }

  void FillRows() {
    using value::Value;
    auto text = [](std::string_view t) { return Value::Text(t); };
    auto number = [](double n) { return Value::Number(n); };
    auto day = [](int y, int m, int d) { return Value::Date(*value::DaysOf(y, m, d)); };
    auto row = [](TableIndex t, value::RowSlot r) { return Value::Row({t, r}); };
    Value broken = Value::Error(value::ErrorCode::kValue, "broken on purpose");
    cells.resize(3);
    cells[0] = {{text("ACC-00001"), text("Gard AS"), number(1'200'000), day(2027, 6, 21),
                 Value::Instant(inputs.zone.StartOfDay(*value::DaysOf(2026, 1, 5))), text("Active"),
                 Value::Bool(true), row(2, 0), Value::List({row(1, 0), row(1, 1), row(1, 2)}),
                 Value::List({text("Marine"), text("Pilot")}), text("AA+"), broken, Value(), Value(), Value(),
                 Value(), Value(), number(7)},
                {text("ACC-00002"), text("Nordic Bank"), number(300'000), day(2026, 12, 24), Value(),
                 text("At Risk"), Value::Bool(false), row(2, 1), Value::List({row(1, 3), row(1, 4)}), Value(),
                 Value(), number(1), Value(), Value(), Value(), Value(), Value(), Value()}};
    cells[1] = {
        {text("MET-1"), row(0, 0), text("Performance"), number(100), day(2026, 11, 1),
         Value::List({row(2, 0)})},
        {text("MET-2"), row(0, 0), text("Security"), number(70), day(2026, 11, 20), Value()},
        {text("MET-3"), row(0, 0), text("Cost"), Value(), Value(), Value::List({row(2, 0), row(2, 1)})},
        {text("MET-4"), row(0, 1), text("Performance"), number(30), day(2026, 10, 1), Value()},
        {text("MET-5"), row(0, 1), Value(), number(0.1), day(2026, 9, 1), Value()}};
    cells[2] = {{text("Ingrid Solheim"), text("ingrid@example.com")},
                {text("Lars Berg"), text("lars@example.com")}};
  }
};

}  // namespace csip::formula
