#include "formula/function.h"

#include <unordered_map>

#include "base/text.h"
#include "formula/functions/all.h"

namespace csip::formula {

std::string_view NameOf(ParamKind kind) {
  switch (kind) {
    case ParamKind::kAny:
    case ParamKind::kLazy:
    case ParamKind::kSought:
      return "any";
    case ParamKind::kBool:
    case ParamKind::kLazyBool:
      return "boolean";
    case ParamKind::kNumber:
      return "number";
    case ParamKind::kText:
      return "text";
    case ParamKind::kDate:
      return "date";
    case ParamKind::kList:
      return "list";
    case ParamKind::kRows:
      return "rows";
    case ParamKind::kRow:
      return "row";
    case ParamKind::kLambda:
      return "expression";
    case ParamKind::kNumbers:
      return "numbers";
    case ParamKind::kOrdered:
      return "numbers or dates";
    case ParamKind::kName:
      return "name";
  }
  return "any";
}

std::string Signature(const Function& function) {
  std::string out = std::string(function.name) + "(";
  for (size_t i = 0; i < function.params.size(); ++i) {
    const Param& param = function.params[i];
    if (i > 0) out += ", ";
    out += param.optional ? "[" + std::string(param.name) + "]" : std::string(param.name);
    if (param.repeated) out += ", …";
  }
  return out + ")";
}

const Param* ParamOf(const Function& function, size_t index, size_t count) {
  size_t params = function.params.size();
  size_t last = params;  // the one that ends the repeated group
  for (size_t i = 0; i < params; ++i) {
    if (function.params[i].repeated) last = i;
  }
  if (last == params) return index < params ? &function.params[index] : nullptr;
  size_t first = function.repeat_from;
  if (index < first) return &function.params[index];
  size_t group = last - first + 1;
  size_t over = count > first ? (count - first) % group : 0;
  bool trailing = last + 1 < params;
  if (over > (trailing ? 1 : 0)) return nullptr;
  if (over == 1 && index + 1 == count) return &function.params[last + 1];
  return &function.params[first + (index - first) % group];
}

const Function* FindFunction(std::string_view name) {
  static const auto* const by_name = [] {
    auto* map = new std::unordered_map<std::string, const Function*>;
    for (const Function* function : Functions()) {
      map->emplace(base::ToLowerAscii(function->name), function);
      for (std::string_view alias : function->aliases) map->emplace(base::ToLowerAscii(alias), function);
    }
    return map;
  }();
  auto at = by_name->find(base::ToLowerAscii(name));
  return at == by_name->end() ? nullptr : at->second;
}

}  // namespace csip::formula
