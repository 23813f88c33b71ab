// Names: thisRow, locals, columns of the scope, tables, named values; and columns behind a dot.
#include <fmt/format.h>

#include "base/text.h"
#include "formula/binder.h"

namespace csip::formula {
namespace {

std::vector<std::string> ColumnNames(const CatalogTable& table) {
  std::vector<std::string> names;
  for (const CatalogColumn& column : table.columns) names.push_back(column.name);
  return names;
}

}  // namespace

const Binder::Frame* Binder::RowLambda() const {
  for (size_t i = frames_.size(); i-- > 0;) {
    if (frames_[i].kind == Frame::Kind::kCurrent && frames_[i].type.base == Base::kRow) return &frames_[i];
  }
  return nullptr;
}

bool Binder::HasUnknownItems() const {
  for (size_t i = frames_.size(); i-- > 0;) {
    if (frames_[i].kind != Frame::Kind::kCurrent || frames_[i].type.base == Base::kBlank) continue;
    if (frames_[i].type.base == Base::kAny) return true;
    if (frames_[i].type.base == Base::kRow) return false;
  }
  return false;
}

NodePtr Binder::ImplicitRow(Span span) const {
  auto row = std::make_unique<Node>();
  row->span = span;
  if (const Frame* lambda = RowLambda()) {
    row->kind = NodeKind::kCurrent;
    row->name = "CurrentValue";
    row->frame = static_cast<uint32_t>(lambda - frames_.data());
    row->type = lambda->type;
    return row;
  }
  row->kind = NodeKind::kThisRow;
  row->name = "thisRow";
  row->type = Type::Row(context_.table);
  return row;
}

bool Binder::ToColumn(Node* node, TableIndex table, ColumnIndex column, NodePtr row) {
  const CatalogColumn& entry = TableAt(table).columns[column];
  node->kind = NodeKind::kColumn;
  node->table = table;
  node->column = column;
  node->implicit_row = row != nullptr;
  if (row) node->args.push_back(std::move(row));
  node->type = entry.type;
  if (node->args[0]->type.list) node->type.list = true;
  ReadColumn(table, column);
  bound_->references.push_back(
      {.kind = Reference::Kind::kColumn, .span = node->name_span, .table = table, .column = column});
  return true;
}

// thisRow, CurrentValue, thisTable.
bool Binder::BindKeyword(Node* node, bool* found) {
  *found = false;
  if (node->bracketed) return false;
  auto is = [&](std::string_view word) { return base::EqualsIgnoreCaseAscii(node->name, word); };
  if (is("thisRow") || is("thisTable")) {
    *found = true;
    if (context_.table == kNone)
      return Fail(node->span, "this formula belongs to no table, so it has no `" + node->name + "`");
    node->kind = is("thisRow") ? NodeKind::kThisRow : NodeKind::kTable;
    node->table = context_.table;
    node->type = Type::Row(context_.table, node->kind == NodeKind::kTable);
    if (node->kind == NodeKind::kTable) bound_->scans.insert(context_.table);
    return true;
  }
  if (!is("CurrentValue")) return false;
  *found = true;
  for (size_t i = frames_.size(); i-- > 0;) {
    if (frames_[i].kind != Frame::Kind::kCurrent) continue;
    node->kind = NodeKind::kCurrent;
    node->frame = static_cast<uint32_t>(i);
    node->type = frames_[i].type;
    return true;
  }
  return Fail(
      node->span,
      "CurrentValue has a meaning only inside Filter, CountIf and other functions that go through a list");
}

bool Binder::BindName(Node* node) {
  bool found = false;
  bool bound = BindKeyword(node, &found);
  if (found) return bound;
  for (size_t i = frames_.size(); i-- > 0;) {
    if (frames_[i].kind != Frame::Kind::kNamed || frames_[i].name != node->name) continue;
    node->kind = NodeKind::kLocal;
    node->frame = static_cast<uint32_t>(i);
    node->type = frames_[i].type;
    return true;
  }
  const Frame* lambda = RowLambda();
  TableIndex scope = lambda ? lambda->type.table : context_.table;
  if (HasUnknownItems() && (catalog_.FindColumn(scope, node->name) || !catalog_.FindTable(node->name))) {
    return Fail(node->span,
                fmt::format("it is not known whether the items looked at here are rows; write thisRow.{} "
                            "for the column of the row that owns the formula",
                            node->bracketed ? "[" + node->name + "]" : node->name));
  }
  if (auto column = catalog_.FindColumn(scope, node->name)) {
    return ToColumn(node, scope, *column, ImplicitRow(node->span));
  }
  if (auto table = catalog_.FindTable(node->name)) {
    node->kind = NodeKind::kTable;
    node->table = *table;
    node->type = Type::Row(*table, true);
    bound_->scans.insert(*table);
    bound_->references.push_back({.kind = Reference::Kind::kTable, .span = node->name_span, .table = *table});
    return true;
  }
  if (auto index = catalog_.FindName(node->name)) {
    node->kind = NodeKind::kNamed;
    node->name_index = static_cast<uint32_t>(*index);
    node->type = catalog_.names[*index].type;
    bound_->references.push_back(
        {.kind = Reference::Kind::kNamed, .span = node->name_span, .name_index = node->name_index});
    return true;
  }
  return FailName(*node, lambda);
}

bool Binder::FailName(const Node& node, const Frame* lambda) {
  if (lambda && catalog_.FindColumn(context_.table, node.name)) {
    return Fail(
        node.span,
        fmt::format(
            "no column `{}` on {}, whose rows are looked at here; for the column of {} write thisRow.{}",
            node.name, TableAt(lambda->type.table).name, TableAt(context_.table).name,
            node.bracketed ? "[" + node.name + "]" : node.name),
        Diagnostic::Kind::kName);
  }
  if (!node.bracketed && FindFunction(node.name)) {
    return Fail(node.span, fmt::format("`{0}` is a function; write {0}()", node.name));
  }
  TableIndex scope = lambda ? lambda->type.table : context_.table;
  std::vector<std::string> near;
  if (scope < catalog_.tables.size()) near = ColumnNames(TableAt(scope));
  std::string suggestion = base::DidYouMean(node.name, near);
  if (suggestion.empty()) {
    near.clear();
    for (const CatalogTable& table : catalog_.tables) near.push_back(table.name);
    for (const CatalogName& entry : catalog_.names) near.push_back(entry.name);
    for (const Frame& frame : frames_) near.push_back(frame.name);
    suggestion = base::DidYouMean(node.name, near);
  }
  if (scope < catalog_.tables.size()) {
    return Fail(node.span, fmt::format("no column `{}` on {}{}", node.name, TableAt(scope).name, suggestion),
                Diagnostic::Kind::kName);
  }
  return Fail(node.span, fmt::format("no table or value is named `{}`{}", node.name, suggestion),
              Diagnostic::Kind::kName);
}

bool Binder::BindMember(Node* node) {
  Node* row = node->args[0].get();
  if (!BindNode(row)) return false;
  if (row->type.base == Base::kAny) {
    return Fail(node->name_span, fmt::format("cannot tell of which table {} is a row, so `{}` has no meaning",
                                             Words(*row), node->name));
  }
  if (row->type.base != Base::kRow || row->type.table >= catalog_.tables.size()) {
    if (FindFunction(node->name)) {
      return Fail(node->name_span, fmt::format("`{0}` is a function; write {0}()", node->name));
    }
    return Fail(node->name_span, fmt::format("{} is {}, which has no column `{}`", Words(*row),
                                             TypeWords(row->type), node->name));
  }
  TableIndex table = row->type.table;
  if (auto column = catalog_.FindColumn(table, node->name)) return ToColumn(node, table, *column, nullptr);
  std::string suggestion = base::DidYouMean(node->name, ColumnNames(TableAt(table)));
  if (suggestion.empty() && !node->bracketed && FindFunction(node->name))
    suggestion = "; a function is written with ()";
  return Fail(node->name_span,
              fmt::format("no column `{}` on {}{}", node->name, TableAt(table).name, suggestion),
              Diagnostic::Kind::kName);
}

}  // namespace csip::formula
