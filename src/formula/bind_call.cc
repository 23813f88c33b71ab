// Calls: the function, its arguments by the kinds of its parameters, the scope of predicates, options and
// reads.
#include <fmt/format.h>

#include "base/text.h"
#include "formula/binder.h"
#include "formula/type_rule.h"

namespace csip::formula {
namespace {

bool IsList(ParamKind kind) {
  return kind == ParamKind::kList || kind == ParamKind::kRows || kind == ParamKind::kNumbers ||
         kind == ParamKind::kOrdered;
}

// What the parameter expects, in words, when a value of the type cannot be it; nothing when it may be.
std::string_view Expected(ParamKind kind, const Type& type) {
  if (type.base == Base::kAny || type.base == Base::kBlank) return {};
  bool one = !type.list;
  switch (kind) {
    case ParamKind::kBool:
    case ParamKind::kLazyBool:
      return one && type.base == Base::kBool ? "" : "true or false";
    case ParamKind::kNumber:
      return one && type.base == Base::kNumber ? "" : "a number";
    case ParamKind::kNumbers:
      return type.base == Base::kNumber ? "" : "numbers";
    case ParamKind::kOrdered:
      return type.base == Base::kNumber || type.base == Base::kDate || type.base == Base::kInstant
                 ? ""
                 : "numbers or dates";
    case ParamKind::kDate:
      return one && (type.base == Base::kDate || type.base == Base::kInstant) ? "" : "a date";
    case ParamKind::kRows:
      return type.base == Base::kRow ? "" : "rows";
    case ParamKind::kRow:
      return one && type.base == Base::kRow ? "" : "one row";
    default:
      return {};
  }
}

std::string_view Remedy(ParamKind kind, const Type& type) {
  bool list =
      type.list && kind != ParamKind::kRows && kind != ParamKind::kNumbers && kind != ParamKind::kOrdered;
  if (list) return "; First, Sum or FormulaMap make single values of a list";
  if (type.base != Base::kText) return {};
  if (kind == ParamKind::kNumber || kind == ParamKind::kNumbers)
    return "; ToNumber reads a number from a text";
  if (kind == ParamKind::kDate) return "; ToDate reads a date from a text";
  return {};
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const Function* function : Functions()) {
    names.emplace_back(function->name);
    for (std::string_view alias : function->aliases) names.emplace_back(alias);
  }
  return names;
}

}  // namespace

bool Binder::BindCall(Node* node) {
  const Function* function = FindFunction(node->name);
  if (!function) {
    if (node->member) BindNode(node->args[0].get());
    return Fail(
        node->name_span,
        fmt::format("there is no function `{}`{}", node->name, base::DidYouMean(node->name, FunctionNames())),
        Diagnostic::Kind::kName);
  }
  node->function = function;
  if (node->args.empty() && !function->params.empty() && function->params[0].kind == ParamKind::kRow &&
      function->params[0].optional && (context_.table != kNone || RowLambda())) {
    node->args.push_back(ImplicitRow(node->span));
  }
  if (!CheckCount(*node, *function)) return false;
  if (!BindArguments(node, *function)) return false;
  std::vector<Type> types;
  for (const auto& arg : node->args) types.push_back(arg->type);
  node->type = function->result(types, catalog_);
  bound_->inputs.today |= function->uses_today;
  bound_->inputs.now |= function->uses_now;
  bound_->inputs.user |= function->uses_user;
  bound_->inputs.random |= function->uses_random;
  NoteCallReads(*node, *function);
  return true;
}

bool Binder::CheckCount(const Node& node, const Function& function) {
  size_t count = node.args.size();
  size_t least = 0;
  size_t most = function.params.size();
  for (const Param& param : function.params) {
    least += param.optional ? 0 : 1;
    if (param.repeated) most = SIZE_MAX;
  }
  bool incomplete = count >= least && count <= most && count > 0 && !ParamOf(function, count - 1, count);
  if (count >= least && count <= most && !incomplete) return true;
  std::string expected = most == SIZE_MAX    ? fmt::format("at least {}", least)
                         : least == most     ? fmt::format("{}", least)
                         : most == least + 1 ? fmt::format("{} or {}", least, most)
                                             : fmt::format("{} to {}", least, most);
  std::string_view noun = most == 1 || (most == SIZE_MAX && least == 1) ? "argument" : "arguments";
  if (most == 0) return Fail(node.span, fmt::format("{} takes no arguments", Signature(function)));
  if (incomplete) {
    return Fail(node.span,
                fmt::format("{} has an argument without its partner: {}", node.name, Signature(function)));
  }
  return Fail(node.span, fmt::format("{} expects {} {}, not {}: {}", node.name, expected, noun, count,
                                     Signature(function)));
}

// Lookup(T, column, value) becomes Lookup(T, column = value): the column is the candidate's, the value the
// caller's, though it is evaluated where the candidate has its frame.
bool Binder::BindSought(Node* node, size_t index) {
  Node* column = node->args[index].get();
  const Node& rows = *node->args[0];
  bool qualified = column->kind == NodeKind::kName && column->member &&
                   column->args[0]->kind == NodeKind::kName && !column->args[0]->member &&
                   rows.kind == NodeKind::kTable && column->args[0]->name == rows.name;
  if (qualified) {
    bound_->references.push_back(
        {.kind = Reference::Kind::kTable, .span = column->args[0]->name_span, .table = rows.table});
    column->member = false;
    column->args.clear();
  }
  frames_.push_back({Frame::Kind::kCurrent, "", rows.type.Item()});
  bool ok = BindNode(column);
  frames_.back() = {};
  ok = BindNode(node->args[index + 1].get()) && ok;
  frames_.pop_back();
  auto equal = std::make_unique<Node>();
  equal->kind = NodeKind::kBinary;
  equal->op = Op::kEqual;
  equal->span = {column->span.begin, node->args[index + 1]->span.end};
  equal->args.push_back(std::move(node->args[index]));
  equal->args.push_back(std::move(node->args[index + 1]));
  node->args[index] = std::move(equal);
  node->args.pop_back();
  return ok && FinishBinary(node->args[index].get());
}

bool Binder::BindArguments(Node* node, const Function& function) {
  bool ok = true;
  bool list_failed = false;
  size_t count = node->args.size();
  for (size_t i = 0; i < node->args.size(); ++i) {
    const Param* param = ParamOf(function, i, count);
    bool sought = i + 2 == count && ParamOf(function, i + 1, count)->kind == ParamKind::kSought;
    if (sought) return !list_failed && BindSought(node, i) && ok;
    if (param->kind == ParamKind::kLambda) {
      if (list_failed || !BindLambda(node, i, function)) ok = false;
      continue;
    }
    if (param->kind == ParamKind::kName) {
      Node* name = node->args[i].get();
      if (name->kind != NodeKind::kName || name->member) {
        return Fail(name->span, fmt::format("{} expects a new name here, not {}", node->name, Words(*name)));
      }
      name->kind = NodeKind::kLocal;
      name->frame = static_cast<uint32_t>(frames_.size());
      name->type = node->args[i - 1]->type;
      continue;
    }
    if (!BindNode(node->args[i].get())) {
      ok = false;
      list_failed |= IsList(param->kind) || param->kind == ParamKind::kAny;
    } else if (!CheckArgument(*node, function, i)) {
      ok = false;
      list_failed |= IsList(param->kind);
    }
  }
  return ok;
}

bool Binder::BindLambda(Node* node, size_t index, const Function& function) {
  size_t count = node->args.size();
  Frame frame;
  frame.kind = Frame::Kind::kCurrent;
  for (size_t i = index; i-- > 0;) {
    ParamKind kind = ParamOf(function, i, count)->kind;
    if (kind == ParamKind::kName) {
      frame = {Frame::Kind::kNamed, node->args[i]->name, node->args[i]->type};
      break;
    }
    if (!IsList(kind)) continue;
    frame.type = node->args[i]->type.Item();
    break;
  }
  frames_.push_back(frame);
  bool ok = BindNode(node->args[index].get());
  frames_.pop_back();
  return ok;
}

bool Binder::CheckArgument(const Node& call, const Function& function, size_t index) {
  const Param& param = *ParamOf(function, index, call.args.size());
  const Node& arg = *call.args[index];
  std::string_view expected = Expected(param.kind, arg.type);
  if (expected.empty()) return true;
  return Fail(arg.span, fmt::format("{} expects {}; {} is {}{}", call.name, expected, Words(arg),
                                    TypeWords(arg.type), Remedy(param.kind, arg.type)));
}

// Options among the arguments, and rows whose text counts: where they are turned into text, meet a text, or
// become a value of unknown kind that may meet one later.
void Binder::NoteCallReads(const Node& node, const Function& function) {
  size_t count = node.args.size();
  Type options;
  bool text = false;
  bool matches = false;
  for (size_t i = 0; i < count; ++i) {
    const Param& param = *ParamOf(function, i, count);
    const Type& type = node.args[i]->type;
    if (param.kind == ParamKind::kText) ReadDisplay(type);
    matches |= param.matched;
    if ((i == 0 || param.matched) && type.option_table != kNone && options.option_table == kNone)
      options = type;
    if (i == 0 || param.matched) text |= type.base == Base::kText || type.base == Base::kAny;
  }
  for (size_t i = 0; i < count; ++i) {
    const Param& param = *ParamOf(function, i, count);
    bool compared = matches && (i == 0 || param.matched);
    if (compared) MarkOptions(node.args[i].get(), options);
    bool passed =
        param.kind != ParamKind::kLambda && param.kind != ParamKind::kRow && param.kind != ParamKind::kRows;
    if ((compared && text) || (passed && (node.type.base == Base::kAny || node.type.base == Base::kText)))
      ReadDisplay(node.args[i]->type);
  }
}

}  // namespace csip::formula
