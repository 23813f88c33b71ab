#include "engine/dependency.h"

#include <algorithm>
#include <set>

#include "engine/probe.h"
#include "formula/function.h"

namespace csip::engine {

using formula::NodeKind;
using value::kNone;

namespace {

using Maps = std::vector<RowMap>;  // their union

Maps AllRows() {
  RowMap map;
  map.all = true;
  return {map};
}

Maps Prepend(const Step& step, const Maps& maps) {
  Maps out;
  for (const RowMap& map : maps) {
    RowMap longer = map;
    if (!map.all) longer.steps.insert(longer.steps.begin(), step);
    out.push_back(std::move(longer));
  }
  return out;
}

// Functions whose result is some rows of their first argument.
bool KeepsRows(std::string_view name) {
  static const std::set<std::string_view> kNames = {
      "Filter",      "First",  "Last", "Nth",         "Slice", "Sort",   "Reverse",
      "ReverseList", "Unique", "List", "ListCombine", "Find",  "Lookup", "IfBlank"};
  return kNames.count(name) > 0;
}

}  // namespace

// Walks one formula and adds its edges.
class Dependencies::Analysis {
 public:
  Analysis(Dependencies* to, Data* data, uint32_t target)
      : to_(to), data_(data), target_(target), compiled_(data->compiled()) {
    owner_table_ = compiled_.order[target].table;
    const auto& bound = compiled_.formulas[owner_table_][compiled_.order[target].column];
    Visit(*bound.root);
    // Read without being written: the text of a row. Anything may name it.
    bool names_rows = NamesRows(*bound.root);
    for (const ColumnRead& read : bound.reads) {
      bool by_name = names_rows && compiled_.catalog.tables[read.table].display == read.column;
      if (by_name || seen_.count(read) == 0) AddCell(read, AllRows());
    }
    for (TableIndex table : bound.scans) {
      if (scanned_.count(table) == 0) AddRows(table, AllRows());
    }
    if (bound.inputs.today) to->today_.push_back(target);
    if (bound.inputs.now) to->now_.push_back(target);
  }

 private:
  // Whether a row may become a text somewhere: then a column that names rows is read by that too, whatever else reads it.
  static bool NamesRows(const Node& n) {
    for (size_t i = 0; i < n.args.size(); ++i) {
      if (NamesRows(*n.args[i])) return true;
      if (n.args[i]->type.base != formula::Base::kRow) continue;
      if (n.kind == NodeKind::kBinary && n.op == formula::Op::kConcat) return true;
      bool other_is_row =
          std::ranges::all_of(n.args, [](const auto& arg) { return arg->type.base == formula::Base::kRow; });
      if (n.kind == NodeKind::kBinary && !other_is_row) return true;
      if (n.kind == NodeKind::kCall && !KeepsRows(n.function->name)) return true;
    }
    return false;
  }

  void Visit(const Node& n) {
    if (n.kind == NodeKind::kColumn) {
      seen_.insert({n.table, n.column});
      AddCell({n.table, n.column}, MapsOf(*n.args[0]));
    }
    if (n.kind == NodeKind::kTable) AddRows(n.table, AllRows());
    if (n.kind == NodeKind::kNamed) VisitNamed(n.name_index);
    if (n.kind == NodeKind::kCall) {
      VisitCall(n);
      return;
    }
    for (const auto& arg : n.args) Visit(*arg);
  }

  // Also what it reads by way of other named formulas, however many.
  void VisitNamed(uint32_t first) {
    std::vector<uint32_t> waiting = {first};
    while (!waiting.empty()) {
      uint32_t index = waiting.back();
      waiting.pop_back();
      if (index >= compiled_.named.size() || !named_.insert(index).second) continue;
      const auto& bound = compiled_.named[index];
      for (const ColumnRead& read : bound.reads) AddCell(read, AllRows());
      for (TableIndex table : bound.scans) AddRows(table, AllRows());
      if (bound.inputs.today) to_->today_.push_back(target_);
      if (bound.inputs.now) to_->now_.push_back(target_);
      if (bound.ok()) CollectNamed(*bound.root, &waiting);
    }
  }

  static void CollectNamed(const Node& n, std::vector<uint32_t>* out) {
    if (n.kind == NodeKind::kNamed) out->push_back(n.name_index);
    for (const auto& arg : n.args) CollectNamed(*arg, out);
  }

  void VisitCall(const Node& n) {
    for (size_t i = 0; i < n.args.size(); ++i) {
      bool is_lambda = ArgKind(n, i) == formula::ParamKind::kLambda;
      if (is_lambda) {
        Maps maps = ItemMaps(n, i);
        if (n.args[0]->kind == NodeKind::kTable) AddRows(n.args[0]->table, maps);
        frames_.push_back(std::move(maps));
      } else if (ArgKind(n, i) == formula::ParamKind::kName) {
        frames_.push_back(i + 1 < n.args.size() ? MapsOf(*n.args[i - 1]) : AllRows());
        continue;
      }
      bool table_of_lambda = i == 0 && n.args[0]->kind == NodeKind::kTable && HasLambda(n);
      if (!table_of_lambda) Visit(*n.args[i]);
      if (is_lambda) frames_.pop_back();
    }
    if (NamesLocal(n)) frames_.pop_back();
  }

  static bool HasLambda(const Node& call) {
    for (size_t i = 0; i < call.args.size(); ++i) {
      if (ArgKind(call, i) == formula::ParamKind::kLambda) return true;
    }
    return false;
  }
  static bool NamesLocal(const Node& call) {
    for (size_t i = 0; i < call.args.size(); ++i) {
      if (ArgKind(call, i) == formula::ParamKind::kName) return true;
    }
    return false;
  }

  // How a changed candidate of the lambda at `index` names owners.
  Maps ItemMaps(const Node& call, size_t index) {
    const Node& list = *call.args[0];
    if (list.kind != NodeKind::kTable) return MapsOf(list);
    // An outer lambda's candidate may be in the condition; only conditions on the owning row are traced.
    if (!frames_.empty()) return AllRows();
    return ProbeMaps(FindProbe(compiled_, *call.args[index], static_cast<uint32_t>(frames_.size()),
                               list.table, owner_table_));
  }

  Maps ProbeMaps(const Probe& probe) {
    switch (probe.kind) {
      case Probe::Kind::kScan:
        return AllRows();
      case Probe::Kind::kLink:
        return {RowMap{
            .steps = {Step{.kind = Step::Kind::kTargets, .table = probe.table, .column = probe.column}}}};
      case Probe::Kind::kKey:
        if (probe.owner_column == kNone) return AllRows();
        data_->NeedKeyIndex(owner_table_, probe.owner_column);
        return {RowMap{.steps = {Step{.kind = Step::Kind::kKey,
                                      .table = probe.table,
                                      .column = probe.column,
                                      .to_table = owner_table_,
                                      .to_column = probe.owner_column}}}};
      case Probe::Kind::kUnion: {
        Maps maps;
        for (const Probe& part : probe.parts) {
          for (RowMap& map : ProbeMaps(part)) maps.push_back(std::move(map));
        }
        return maps;
      }
    }
    return AllRows();
  }

  // For a node that yields rows: how a changed row among them names owners.
  Maps MapsOf(const Node& n) {
    switch (n.kind) {
      case NodeKind::kThisRow:
        return {RowMap{}};
      case NodeKind::kCurrent:
      case NodeKind::kLocal:
        return n.frame < frames_.size() ? frames_[n.frame] : AllRows();
      case NodeKind::kColumn: {
        const auto& type = compiled_.catalog.tables[n.table].columns[n.column].type;
        if (type.base != formula::Base::kRow) return AllRows();
        return Prepend(Step{.kind = Step::Kind::kSources, .table = n.table, .column = n.column},
                       MapsOf(*n.args[0]));
      }
      case NodeKind::kCall: {
        if (!KeepsRows(n.function->name) || n.args.empty()) return AllRows();
        for (size_t i = 1; i < n.args.size(); ++i) {
          if (ArgKind(n, i) == formula::ParamKind::kLambda) return ItemMaps(n, i);
        }
        if (n.function->name == "IfBlank" || n.function->name == "List" ||
            n.function->name == "ListCombine") {
          Maps maps;
          for (const auto& arg : n.args) {
            for (RowMap& map : MapsOf(*arg)) maps.push_back(std::move(map));
          }
          return maps;
        }
        return MapsOf(*n.args[0]);
      }
      default:
        return AllRows();
    }
  }

  void Add(std::vector<Edge>* edges, Edge edge) {
    edge.target = target_;
    if (std::find(edges->begin(), edges->end(), edge) == edges->end()) edges->push_back(std::move(edge));
  }
  void AddCell(const ColumnRead& read, const Maps& maps) {
    for (const RowMap& map : maps) {
      bool by_value = !map.steps.empty() && map.steps[0].kind != Step::Kind::kSources &&
                      map.steps[0].table == read.table && map.steps[0].column == read.column;
      Add(&to_->cell_edges_[read.table][read.column], Edge{.map = map, .by_value = by_value});
    }
  }
  void AddRows(TableIndex table, const Maps& maps) {
    scanned_.insert(table);
    for (const RowMap& map : maps) Add(&to_->row_edges_[table], Edge{.map = map});
  }

  Dependencies* to_;
  Data* data_;
  uint32_t target_;
  const Compiled& compiled_;
  TableIndex owner_table_ = kNone;
  std::vector<Maps> frames_;
  std::set<ColumnRead> seen_;
  std::set<TableIndex> scanned_;
  std::set<uint32_t> named_;
};

Dependencies::Dependencies(Data* data) {
  const Compiled& compiled = data->compiled();
  for (const auto& table : compiled.blueprint.tables) cell_edges_.emplace_back(table.columns.size());
  row_edges_.resize(compiled.blueprint.tables.size());
  for (uint32_t i = 0; i < compiled.order.size(); ++i) Analysis(this, data, i);
  FindReaders(*data);
}

// What is written to one side of a relation shows on the other.
void Dependencies::FindReaders(const Data& data) {
  const auto& order = data.compiled().order;
  readers_.resize(order.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    std::set<uint32_t> readers;
    const ColumnRead mirror = data.table(order[i].table).link_mirror[order[i].column];
    for (const ColumnRead& written : {order[i], mirror}) {
      if (written.table == kNone) continue;
      for (const Edge& edge : OfCell(written.table, written.column)) {
        if (edge.target > i) readers.insert(edge.target);
      }
    }
    readers_[i].assign(readers.begin(), readers.end());
  }
}

namespace {

// Rows with the key of a step, for a value of the stepped column. A comparison with an error is an error, whatever the
// other side holds: rows whose own key is one are always meant, and all of them when the value is one.
bool FollowKey(const Data& data, const Step& step, const Value& key, std::vector<RowSlot>* out) {
  if (key.is_error()) return false;
  const TableData& table = data.table(step.to_table);
  table.columns[step.to_column].ErrorRows(out);
  if (const auto& index = table.keys[step.to_column]; index != nullptr) index->Find(key, out);
  return true;
}

bool FollowTargets(const Value& links, std::vector<RowSlot>* out) {
  if (links.is_error()) return false;
  for (const Value& item : value::AsItems(links)) {
    if (item.is_row()) out->push_back(item.row().slot);
  }
  return true;
}

bool FollowStep(const Data& data, const Step& step, RowSlot at, std::vector<RowSlot>* out) {
  switch (step.kind) {
    case Step::Kind::kSources:
      data.Sources(step.table, step.column, at, out);
      return true;
    case Step::Kind::kTargets: {
      const Column& links = data.table(step.table).columns[step.column];
      if (links.has_errors() && links.Get(at).is_error()) return false;
      data.Targets(step.table, step.column, at, out);
      return true;
    }
    case Step::Kind::kKey:
      return FollowKey(data, step, data.Get(step.table, step.column, at), out);
  }
  return false;
}

}  // namespace

bool Dependencies::Follow(const Data& data, const Edge& edge, RowSlot row, const Value& before,
                          const Value& after, Followed* out) const {
  auto& [rows, next] = *out;
  rows.clear();
  size_t first = 0;
  if (edge.by_value) {
    const Step& step = edge.map.steps[0];
    for (const Value* v : {&before, &after}) {
      bool named =
          step.kind == Step::Kind::kTargets ? FollowTargets(*v, &rows) : FollowKey(data, step, *v, &rows);
      if (!named) return false;
    }
    first = 1;
  } else {
    rows.push_back(row);
  }
  for (size_t i = first; i < edge.map.steps.size(); ++i) {
    next.clear();
    for (RowSlot at : rows) {
      if (!FollowStep(data, edge.map.steps[i], at, &next)) return false;
    }
    rows.swap(next);
  }
  return true;
}

}  // namespace csip::engine
