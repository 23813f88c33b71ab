#include "blueprint/catalog.h"

namespace csip::blueprint {

using formula::Base;
using formula::Catalog;
using formula::CatalogColumn;
using formula::CatalogTable;
using formula::Type;
using value::Storage;

namespace {

Type TypeOf(Storage storage, TableIndex target) {
  switch (storage) {
    case Storage::kNone:
      return Type::Of(Base::kBlank);
    case Storage::kBool:
      return Type::Of(Base::kBool);
    case Storage::kNumber:
      return Type::Of(Base::kNumber);
    case Storage::kDate:
      return Type::Of(Base::kDate);
    case Storage::kInstant:
      return Type::Of(Base::kInstant);
    case Storage::kText:
      return Type::Of(Base::kText);
    case Storage::kTexts:
      return Type::Of(Base::kText, true);
    case Storage::kRow:
      return Type::Row(target);
    case Storage::kRows:
      return Type::Row(target, true);
  }
  return {};
}

}  // namespace

Type DeclaredType(const Blueprint& blueprint, TableIndex table, ColumnIndex index) {
  const Column& column = blueprint.tables[table].columns[index];
  if (column.type == nullptr || column.type->name == "computed") return {};
  TableIndex target = kNone;
  if (column.type->has_target) {
    auto found = blueprint.FindTable(column.target);
    if (!found) return {};
    target = *found;
  }
  Type type = TypeOf(column.type->storage, target);
  if (column.type->has_options) {
    type.option_table = table;
    type.option_column = index;
  }
  return type;
}

Type ControlType(const Blueprint& blueprint, const Control& control) {
  if (control.kind == "checkbox") return Type::Of(Base::kBool);
  if (control.kind == "datePicker") return Type::Of(Base::kDate);
  if (control.kind == "dateRangePicker") return Type::Of(Base::kDate, true);
  if (control.kind == "dateTimePicker") return Type::Of(Base::kInstant);
  if (control.kind == "multiselect") return Type::Of(Base::kText, true);
  if (control.kind == "scale" || control.kind == "slider") return Type::Of(Base::kNumber);
  if (control.kind == "select" || control.kind == "textbox") return Type::Of(Base::kText);
  auto target = blueprint.FindTable(control.target);
  return target ? Type::Row(*target) : Type();
}

Catalog MakeCatalog(const Blueprint& blueprint) {
  Catalog catalog;
  for (TableIndex t = 0; t < blueprint.tables.size(); ++t) {
    const Table& table = blueprint.tables[t];
    CatalogTable entry{.name = table.name, .display = table.FindColumn(table.display).value_or(kNone)};
    for (ColumnIndex c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      CatalogColumn made{
          .name = column.name, .type = DeclaredType(blueprint, t, c), .computed = column.computed()};
      made.row_id = column.type != nullptr && column.type->name == "row-id";
      for (const Option& option : column.options) made.options.push_back(option.name);
      entry.columns.push_back(std::move(made));
    }
    catalog.tables.push_back(std::move(entry));
  }
  for (const NamedFormula& named : blueprint.formulas) catalog.names.push_back({named.name, {}});
  for (const Control& control : blueprint.controls)
    catalog.names.push_back({control.name, ControlType(blueprint, control)});
  catalog.people = blueprint.FindTable(blueprint.people_table).value_or(kNone);
  catalog.IndexNames();
  return catalog;
}

Storage StorageOf(const Type& type) {
  if (type.list) return type.base == Base::kRow ? Storage::kRows : Storage::kTexts;
  switch (type.base) {
    case Base::kBool:
      return Storage::kBool;
    case Base::kNumber:
      return Storage::kNumber;
    case Base::kDate:
      return Storage::kDate;
    case Base::kInstant:
      return Storage::kInstant;
    case Base::kRow:
      return Storage::kRow;
    case Base::kAny:
    case Base::kBlank:
    case Base::kText:
      break;
  }
  return Storage::kText;
}

bool Fits(const Type& want, const Type& got) {
  if (want.base == Base::kAny) return true;
  bool unknown = got.base == Base::kAny || got.base == Base::kBlank;
  if (unknown && !got.list) return true;
  if (want.list != got.list) return false;
  if (unknown) return true;
  if (want.base != got.base) return false;
  return want.base != Base::kRow || want.table == kNone || got.table == kNone || want.table == got.table;
}

}  // namespace csip::blueprint
