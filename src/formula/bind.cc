#include "formula/bind.h"

#include <fmt/format.h>

#include "base/text.h"
#include "formula/binder.h"
#include "formula/parse.h"
#include "formula/type_rule.h"

namespace csip::formula {
namespace {

std::string_view Symbol(Op op) {
  switch (op) {
    case Op::kAdd:
    case Op::kAddDays:
      return "+";
    case Op::kSubtract:
    case Op::kNegate:
      return "-";
    case Op::kMultiply:
      return "*";
    case Op::kDivide:
      return "/";
    case Op::kPower:
      return "^";
    case Op::kConcat:
      return "&";
    case Op::kEqual:
      return "=";
    case Op::kNotEqual:
      return "!=";
    case Op::kLess:
      return "<";
    case Op::kLessEqual:
      return "<=";
    case Op::kGreater:
      return ">";
    case Op::kGreaterEqual:
      return ">=";
    case Op::kAnd:
      return "AND";
    case Op::kOr:
      return "OR";
    case Op::kNot:
      return "NOT";
  }
  return "?";
}

bool IsComparison(Op op) {
  return op >= Op::kEqual && op <= Op::kGreaterEqual;
}
bool IsEquality(Op op) {
  return op == Op::kEqual || op == Op::kNotEqual;
}
bool IsOpen(const Type& type) {
  return type.base == Base::kAny || type.base == Base::kBlank;
}

// Whether `<` can say anything about the two: the same kind, dates with instants, or a text that may read as
// the other.
bool HaveOrder(const Type& a, const Type& b) {
  if (a.list || b.list || a.base == Base::kRow || b.base == Base::kRow) return false;
  if (IsOpen(a) || IsOpen(b) || a.base == b.base) return true;
  return (IsMoment(a) && IsMoment(b)) || a.base == Base::kText || b.base == Base::kText;
}

}  // namespace

Binder::Binder(std::string_view text, const BindContext& context, Bound* bound)
    : text_(text), context_(context), catalog_(*context.catalog), bound_(bound) {
  for (const auto& [name, type] : context.locals) frames_.push_back({Frame::Kind::kNamed, name, type});
}

bool Binder::Fail(Span span, std::string message, Diagnostic::Kind kind) {
  bound_->diagnostics.push_back({Diagnostic::Severity::kError, span, std::move(message), kind});
  return false;
}

void Binder::Warn(Span span, std::string message, Diagnostic::Kind kind) {
  bound_->diagnostics.push_back({Diagnostic::Severity::kWarning, span, std::move(message), kind});
}

std::string Binder::Words(const Node& node) const {
  if (node.kind == NodeKind::kName || node.kind == NodeKind::kColumn || node.kind == NodeKind::kTable) {
    return "`" + node.name + "`";
  }
  std::string_view written = text_.substr(node.span.begin, node.span.end - node.span.begin);
  if (written.size() <= 48) return "`" + std::string(written) + "`";
  return "`" + std::string(written.substr(0, base::ByteOffset(written, 40))) + "…`";
}

void Binder::ReadColumn(TableIndex table, ColumnIndex column) {
  bound_->reads.insert({table, column});
}

void Binder::ReadDisplay(const Type& type) {
  Type row = type;
  // A row that is named by a row is named by that row's name, and so on.
  for (size_t hops = 0; row.base == Base::kRow && row.table < catalog_.tables.size(); ++hops) {
    const CatalogTable& table = TableAt(row.table);
    if (table.display >= table.columns.size() || hops > catalog_.tables.size()) return;
    ReadColumn(row.table, table.display);
    row = table.columns[table.display].type;
  }
}

void Binder::MarkOptions(Node* node, const Type& type) {
  if (type.option_table == kNone) return;
  if (node->kind == NodeKind::kCall) {
    for (auto& item : node->args) {
      if (item->kind == NodeKind::kLiteral) MarkOptions(item.get(), type);
    }
    return;
  }
  if (node->kind != NodeKind::kLiteral || !node->value.is_text()) return;
  node->option_table = type.option_table;
  node->option_column = type.option_column;
  bound_->references.push_back({.kind = Reference::Kind::kOption,
                                .span = node->span,
                                .table = type.option_table,
                                .column = type.option_column});
  const CatalogColumn& column = TableAt(type.option_table).columns[type.option_column];
  std::string written(node->value.text());
  if (column.options.empty() ||
      std::find(column.options.begin(), column.options.end(), written) != column.options.end()) {
    return;
  }
  Warn(node->span,
       fmt::format("`{}` is not an option of {}.{}{}", written, TableAt(type.option_table).name, column.name,
                   base::DidYouMean(written, column.options)),
       Diagnostic::Kind::kOption);
}

bool Binder::BindNode(Node* node) {
  switch (node->kind) {
    case NodeKind::kLiteral:
      switch (node->value.kind()) {
        case value::Kind::kBool:
          node->type = Type::Of(Base::kBool);
          break;
        case value::Kind::kNumber:
          node->type = Type::Of(Base::kNumber);
          break;
        case value::Kind::kText:
          node->type = Type::Of(Base::kText);
          break;
        default:
          node->type = Type::Of(Base::kBlank);
          break;
      }
      return true;
    case NodeKind::kName:
      return node->member ? BindMember(node) : BindName(node);
    case NodeKind::kUnary:
      return BindUnary(node);
    case NodeKind::kBinary:
      return BindBinary(node);
    case NodeKind::kCall:
      return BindCall(node);
    default:
      return true;
  }
}

bool Binder::BindUnary(Node* node) {
  if (!BindNode(node->args[0].get())) return false;
  const Type& type = node->args[0]->type;
  node->type = UnaryType(node->op, type);
  if (node->op == Op::kNot) {
    if (!type.list && (IsOpen(type) || type.base == Base::kBool)) return true;
    return Fail(node->args[0]->span,
                fmt::format("NOT needs true or false; {} is {}", Words(*node->args[0]), TypeWords(type)));
  }
  if (!type.list && (IsOpen(type) || type.base == Base::kNumber)) return true;
  return Fail(node->args[0]->span,
              fmt::format("`-` needs a number; {} is {}", Words(*node->args[0]), TypeWords(type)));
}

bool Binder::BindBinary(Node* node) {
  bool left_bound = BindNode(node->args[0].get());
  bool right_bound = BindNode(node->args[1].get());
  return left_bound && right_bound && FinishBinary(node);
}

bool Binder::FinishBinary(Node* node) {
  const Type left = node->args[0]->type;
  const Type right = node->args[1]->type;
  node->type = BinaryType(node->op, left, right);
  if (!CheckOperands(*node)) return false;
  // What + does is decided by the types where they are known, so that a missing date or text changes nothing of it.
  if (node->op == Op::kAdd && node->type.base == Base::kText) {
    node->op = Op::kConcat;
  } else if (node->op == Op::kAdd && (IsMoment(left) || IsMoment(right))) {
    node->op = Op::kAddDays;
  }
  bool joins = node->op == Op::kConcat;
  bool meets = IsEquality(node->op) && left.base != right.base;
  if (joins || meets || (node->op == Op::kAdd && node->type.base == Base::kAny)) {
    ReadDisplay(left);
    ReadDisplay(right);
  }
  if (IsEquality(node->op)) {
    MarkOptions(node->args[0].get(), right);
    MarkOptions(node->args[1].get(), left);
    WarnOfComparison(*node);
  }
  return true;
}

bool Binder::CheckOperands(const Node& node) {
  const Node& a = *node.args[0];
  const Node& b = *node.args[1];
  Op op = node.op;
  if (op == Op::kConcat || IsEquality(op)) return true;
  if (IsComparison(op)) {
    if (HaveOrder(a.type, b.type)) return true;
    return Fail(node.span,
                fmt::format("`{}` has no order for {} and {}: {} is {}, {} is {}", Symbol(op), Words(a),
                            Words(b), Words(a), TypeWords(a.type), Words(b), TypeWords(b.type)));
  }
  bool ok = true;
  for (const Node* side : {&a, &b}) {
    const Type& type = side->type;
    if (op == Op::kAnd || op == Op::kOr) {
      if (!type.list && (IsOpen(type) || type.base == Base::kBool)) continue;
      ok = Fail(side->span,
                fmt::format("{} needs true or false; {} is {}", Symbol(op), Words(*side), TypeWords(type)));
      continue;
    }
    if (op == Op::kAdd && node.type.base == Base::kText) continue;
    bool moment = IsMoment(type) && (op == Op::kAdd || op == Op::kSubtract);
    if (!type.list && (IsOpen(type) || type.base == Base::kNumber || moment)) continue;
    std::string_view remedy;
    if (type.list) remedy = "; use Sum, First or another function that makes one value of a list";
    if (!type.list && type.base == Base::kText) remedy = "; ToNumber reads a number from a text";
    ok = Fail(side->span, fmt::format("`{}` needs a number; {} is {}{}", Symbol(op), Words(*side),
                                      TypeWords(type), remedy));
  }
  if (!ok || op == Op::kAnd || op == Op::kOr) return ok;
  if (op == Op::kAdd && IsMoment(a.type) && IsMoment(b.type)) {
    return Fail(node.span, "two dates cannot be added; their difference is a number of days");
  }
  if (op == Op::kSubtract && a.type.base == Base::kNumber && IsMoment(b.type)) {
    return Fail(node.span, "a date cannot be taken from a number");
  }
  return true;
}

void Binder::WarnOfComparison(const Node& node) {
  const Type& a = node.args[0]->type;
  const Type& b = node.args[1]->type;
  if (IsOpen(a) || IsOpen(b)) return;
  if (a.list != b.list) {
    Warn(node.span,
         "a list equals a single value only where that is its only item; Contains looks for it in the list");
    return;
  }
  bool text = a.base == Base::kText || b.base == Base::kText;
  bool same = a.base == b.base && (a.base != Base::kRow || a.table == b.table);
  if (same || text || (IsMoment(a) && IsMoment(b))) return;
  Warn(node.span, fmt::format("{} is {} and {} is {}; they are never equal", Words(*node.args[0]),
                              TypeWords(a), Words(*node.args[1]), TypeWords(b)));
}

Bound Bind(std::string_view text, const BindContext& context) {
  Bound bound;
  bound.text = std::string(text);
  Parsed parsed = Parse(text);
  bound.diagnostics = std::move(parsed.diagnostics);
  if (!parsed.root) return bound;
  Binder binder(bound.text, context, &bound);
  if (!binder.BindNode(parsed.root.get())) return bound;
  bound.root = std::move(parsed.root);
  bound.type = bound.root->type;
  return bound;
}

}  // namespace csip::formula
