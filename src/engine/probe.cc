#include "engine/probe.h"

#include <algorithm>

namespace csip::engine {

using formula::NodeKind;
using formula::Op;

namespace {

struct Seeker {
  const Compiled& compiled;
  uint32_t frame;
  TableIndex table;
  TableIndex owner_table;

  bool IsCandidate(const Node& n) const { return n.kind == NodeKind::kCurrent && n.frame == frame; }
  bool IsCandidateColumn(const Node& n) const {
    return n.kind == NodeKind::kColumn && n.table == table && IsCandidate(*n.args[0]);
  }
  bool DependsOnFrames(const Node& n) const {
    if (n.kind == NodeKind::kCurrent || n.kind == NodeKind::kLocal) return true;
    for (const auto& arg : n.args) {
      if (DependsOnFrames(*arg)) return true;
    }
    return false;
  }
  bool IsOwnerColumn(const Node& n) const {
    return n.kind == NodeKind::kColumn && n.args[0]->kind == NodeKind::kThisRow;
  }
  const formula::CatalogColumn& ColumnOf(const Node& n) const {
    return compiled.catalog.tables[n.table].columns[n.column];
  }
  bool IsRelationToOwner(const Node& n) const {
    const formula::Type& type = ColumnOf(n).type;
    return type.base == formula::Base::kRow && type.table == owner_table;
  }

  // A probe for `left = right`, left of the candidate, right of the owner; kScan when there is none.
  Probe Equality(const Node& left, const Node& right) const {
    Probe probe;
    probe.table = table;
    // [Rel] = thisRow
    if (IsCandidateColumn(left) && right.kind == NodeKind::kThisRow && IsRelationToOwner(left) &&
        !left.type.list) {
      probe.kind = Probe::Kind::kLink;
      probe.column = left.column;
      return probe;
    }
    // [Rel].[Id] = thisRow.[Id], where Id names its row: the same as [Rel] = thisRow
    if (left.kind == NodeKind::kColumn && IsOwnerColumn(right) && IsCandidateColumn(*left.args[0]) &&
        !left.args[0]->type.list && left.table == owner_table && right.table == owner_table &&
        left.column == right.column && ColumnOf(left).row_id && IsRelationToOwner(*left.args[0])) {
      probe.kind = Probe::Kind::kLink;
      probe.column = left.args[0]->column;
      return probe;
    }
    // [Key] = anything that does not depend on the candidate and is compared value by value
    bool same_kind = left.type.base == right.type.base && left.type.base != formula::Base::kAny &&
                     left.type.base != formula::Base::kBlank;
    if (IsCandidateColumn(left) && !left.type.list && !right.type.list && same_kind &&
        !DependsOnFrames(right)) {
      probe.kind = Probe::Kind::kKey;
      probe.column = left.column;
      probe.owner = &right;
      if (IsOwnerColumn(right)) probe.owner_column = right.column;
      return probe;
    }
    return probe;
  }

  // [Rels].HasAny(thisRow), [Rels].Contains(thisRow)
  Probe Membership(const Node& call) const {
    Probe probe;
    probe.table = table;
    if (call.kind != NodeKind::kCall || call.args.size() != 2) return probe;
    if (call.function->name != "HasAny" && call.function->name != "Contains") return probe;
    if (IsCandidateColumn(*call.args[0]) && call.args[1]->kind == NodeKind::kThisRow &&
        IsRelationToOwner(*call.args[0])) {
      probe.kind = Probe::Kind::kLink;
      probe.column = call.args[0]->column;
    }
    return probe;
  }

  Probe Condition(const Node& n) const {
    if (n.kind == NodeKind::kBinary && n.op == Op::kEqual) {
      Probe probe = Equality(*n.args[0], *n.args[1]);
      return probe.kind != Probe::Kind::kScan ? probe : Equality(*n.args[1], *n.args[0]);
    }
    if (n.kind == NodeKind::kBinary && n.op == Op::kOr) return Union(n);
    return Membership(n);
  }

  Probe Union(const Node& n) const {
    Probe probe;
    probe.table = table;
    for (const auto& arg : n.args) {
      Probe part = Conjunction(*arg);
      if (part.kind == Probe::Kind::kScan) return part;
      if (part.kind == Probe::Kind::kUnion) {
        for (Probe& inner : part.parts) probe.parts.push_back(std::move(inner));
      } else {
        probe.parts.push_back(std::move(part));
      }
    }
    probe.kind = Probe::Kind::kUnion;
    return probe;
  }

  static int Worth(const Probe& probe) {
    switch (probe.kind) {
      case Probe::Kind::kScan:
        return 0;
      case Probe::Kind::kKey:
        return probe.owner_column != kNone ? 3 : 1;
      case Probe::Kind::kUnion:
        return 2;
      case Probe::Kind::kLink:
        return 4;
    }
    return 0;
  }

  Probe Conjunction(const Node& n) const {
    std::vector<const Node*> conditions;
    SplitConjunction(n, &conditions);
    Probe best;
    best.table = table;
    size_t chosen = conditions.size();
    for (size_t i = 0; i < conditions.size(); ++i) {
      Probe probe = Condition(*conditions[i]);
      if (Worth(probe) > Worth(best)) {
        best = std::move(probe);
        chosen = i;
      }
    }
    // Links and keys answer exactly; unions hold more than asked, so that condition is checked again.
    for (size_t i = 0; i < conditions.size(); ++i) {
      if (i != chosen || best.kind == Probe::Kind::kUnion) best.residual.push_back(conditions[i]);
    }
    return best;
  }
};

}  // namespace

formula::ParamKind ArgKind(const Node& call, size_t index) {
  const formula::Param* param = formula::ParamOf(*call.function, index, call.args.size());
  return param != nullptr ? param->kind : formula::ParamKind::kAny;
}

void SplitConjunction(const Node& condition, std::vector<const Node*>* out) {
  bool by_operator = condition.kind == NodeKind::kBinary && condition.op == Op::kAnd;
  bool by_function = condition.kind == NodeKind::kCall && condition.function->name == "And";
  if (!by_operator && !by_function) {
    out->push_back(&condition);
    return;
  }
  for (const auto& arg : condition.args) SplitConjunction(*arg, out);
}

Probe FindProbe(const Compiled& compiled, const Node& predicate, uint32_t frame, TableIndex table,
                TableIndex owner_table) {
  return Seeker{compiled, frame, table, owner_table}.Conjunction(predicate);
}

}  // namespace csip::engine
