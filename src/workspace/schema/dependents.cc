// Who reads what: formulas over formulas, and the views and relations around them.
#include <algorithm>
#include <map>
#include <set>

#include "blueprint/change/site.h"
#include "blueprint/layout/names.h"
#include "workspace/schema/impact.h"

namespace csip::workspace {

using blueprint::Compiled;
using blueprint::Difference;
using blueprint::FormulaSite;
using Kind = blueprint::FormulaSite::Kind;
using Subject = blueprint::SchemaChange::Subject;

namespace {

using Ids = std::set<std::string>;

void CollectNamed(const formula::Node& node, const blueprint::Blueprint& blueprint, Ids* out) {
  if (node.kind == formula::NodeKind::kNamed) {
    size_t formulas = blueprint.formulas.size();
    bool control = node.name_index >= formulas;
    out->insert(control ? blueprint.controls[node.name_index - formulas].id
                        : blueprint.formulas[node.name_index].id);
  }
  for (const auto& arg : node.args) CollectNamed(*arg, blueprint, out);
}

// One blueprint as a graph of ids.
class Graph {
 public:
  explicit Graph(const Compiled& compiled) : compiled_(compiled) {
    for (const FormulaSite& site : blueprint::FormulaSites(compiled.blueprint)) {
      formula::Bound bound = BindSite(compiled, site);
      Ids reads;
      for (const formula::ColumnRead& read : bound.reads)
        reads.insert(compiled.blueprint.tables[read.table].columns[read.column].id);
      for (value::TableIndex t : bound.scans) reads.insert(compiled.blueprint.tables[t].id);
      for (const formula::Reference& r : bound.references) {
        if (r.kind == formula::Reference::Kind::kTable) reads.insert(compiled.blueprint.tables[r.table].id);
      }
      if (bound.ok()) CollectNamed(*bound.root, compiled.blueprint, &reads);
      sites_.emplace_back(site, std::move(reads));
    }
  }

  // The id of what the formula computes; "" where nothing reads on.
  std::string Computes(const FormulaSite& site) const {
    if (site.kind == Kind::kColumn) return compiled_.blueprint.tables[site.table].columns[site.index].id;
    return site.kind == Kind::kNamed ? compiled_.blueprint.formulas[site.index].id : "";
  }

  void Spread(Ids* reached) const {
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto& [site, reads] : sites_) {
        std::string id = Computes(site);
        if (id.empty() || reached->contains(id) || !Meets(reads, *reached)) continue;
        reached->insert(id);
        grew = true;
      }
    }
  }

  static bool Meets(const Ids& a, const Ids& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return b.contains(id); });
  }

  const Compiled& compiled() const { return compiled_; }
  const std::vector<std::pair<FormulaSite, Ids>>& sites() const { return sites_; }

 private:
  const Compiled& compiled_;
  std::vector<std::pair<FormulaSite, Ids>> sites_;
};

// Ids of what differs. A change of words alone reaches nobody.
Ids Starts(const Compiled& before, const Compiled& after, const std::vector<Difference>& differences) {
  static const std::set<std::string> kWords = {"title",   "description", "section", "columns",  "views",
                                               "indexed", "tracked",     "color",   "required", "unique"};
  Ids out;
  for (const Difference& d : differences) {
    if (d.id.empty() || d.subject == Subject::kView) continue;
    bool matters = d.verb != blueprint::SchemaChange::Verb::kChange ||
                   std::any_of(d.details.begin(), d.details.end(),
                               [&](const auto& detail) { return !kWords.contains(detail.key); });
    if (!matters) continue;
    out.insert(d.id);
    if (d.subject != Subject::kTable || d.verb == blueprint::SchemaChange::Verb::kChange) continue;
    for (const Compiled* compiled : {&before, &after}) {
      for (const auto& table : compiled->blueprint.tables) {
        if (table.id != d.id) continue;
        for (const auto& column : table.columns) out.insert(column.id);
      }
    }
  }
  return out;
}

Dependent DependentOf(const blueprint::Blueprint& blueprint, const FormulaSite& site) {
  Dependent out;
  out.words = Describe(blueprint, site);
  const blueprint::Table* table = site.table == value::kNone ? nullptr : &blueprint.tables[site.table];
  if (table != nullptr) out.table = table->name;
  switch (site.kind) {
    case Kind::kColumn:
    case Kind::kDefault:
      out.kind = site.kind == Kind::kColumn ? "formula" : "default";
      out.name = table->columns[site.index].name;
      out.id = table->columns[site.index].id;
      break;
    case Kind::kFilter:
    case Kind::kViewFormat:
      out.kind = site.kind == Kind::kFilter ? "filter" : "format";
      out.name = table->views[site.index].name;
      out.id = table->views[site.index].id;
      break;
    case Kind::kTableFormat:
      out.kind = "format";
      out.id = table->id;
      break;
    case Kind::kNamed:
      out.kind = "named formula";
      out.name = blueprint.formulas[site.index].name;
      out.id = blueprint.formulas[site.index].id;
      break;
    case Kind::kControl:
      out.kind = "control";
      out.name = blueprint.controls[site.index].name;
      out.id = blueprint.controls[site.index].id;
      break;
    case Kind::kSetting: {
      auto roots = blueprint::SettingsRoots(blueprint);
      out.kind = "layout";
      out.name = roots[site.format].name;
      out.id = roots[site.format].id;
      break;
    }
  }
  return out;
}

// Views that list, sort or group by a column, and relations to a table.
void AddUsers(const blueprint::Blueprint& blueprint, const Ids& starts, std::vector<Dependent>* out) {
  for (const auto& table : blueprint.tables) {
    auto starts_at = [&](const std::string& name) {
      auto c = table.FindColumn(name);
      return c && starts.contains(table.columns[*c].id);
    };
    for (const auto& view : table.views) {
      auto key = [&](const blueprint::SortKey& k) { return starts_at(k.column); };
      bool uses = std::any_of(view.sort.begin(), view.sort.end(), key) ||
                  std::any_of(view.group.begin(), view.group.end(), key) ||
                  std::any_of(view.columns.begin(), view.columns.end(), starts_at);
      std::string words = "the view `" + view.name + "` of " + table.name;
      if (uses) out->push_back({"view", table.name, view.name, view.id, words, true});
    }
    for (const auto& column : table.columns) {
      auto target = blueprint.FindTable(column.target);
      if (target && starts.contains(blueprint.tables[*target].id))
        out->push_back({"relation", table.name, column.name, column.id,
                        "the relation " + table.name + "." + column.name, true});
    }
  }
}

// Layouts, pages and dashboards that name a column or a table.
void AddLayouts(const blueprint::Blueprint& blueprint, const Ids& starts, std::vector<Dependent>* out) {
  for (const blueprint::SettingsRoot& root : blueprint::SettingsRoots(blueprint)) {
    bool uses = false;
    auto look = [&](const blueprint::Settings& map, blueprint::Setting& setting,
                    const blueprint::SettingScope& scope) {
      for (const blueprint::SettingName& name : blueprint::NamesOf(blueprint, map, setting, scope)) {
        if (!name.found() || name.table == value::kNone) continue;
        const blueprint::Table& table = blueprint.tables[name.table];
        bool column = name.kind == blueprint::SettingName::Kind::kColumn;
        uses = uses || starts.contains(column ? table.columns[name.index].id : table.id);
      }
    };
    blueprint::WalkSettings(blueprint, root, look);
    std::string table = root.table == value::kNone ? "" : blueprint.tables[root.table].name;
    if (uses) out->push_back({"layout", table, root.name, root.id, root.words, true});
  }
}

}  // namespace

std::vector<Dependent> FindDependents(const Compiled& before, const Compiled& after,
                                      const std::vector<Difference>& differences) {
  Ids starts = Starts(before, after, differences);
  if (starts.empty()) return {};
  Graph graphs[] = {Graph(after), Graph(before)};
  Ids reached = starts;
  for (const Graph& graph : graphs) graph.Spread(&reached);
  std::vector<Dependent> out;
  for (const Graph& graph : graphs) {
    for (const auto& [site, reads] : graph.sites()) {
      if (!Graph::Meets(reads, reached)) continue;
      Dependent found = DependentOf(graph.compiled().blueprint, site);
      found.direct = Graph::Meets(reads, starts);
      out.push_back(std::move(found));
    }
    AddUsers(graph.compiled().blueprint, starts, &out);
    AddLayouts(graph.compiled().blueprint, starts, &out);
  }
  // The same formula stands in both blueprints; the new one's name counts.
  Ids seen;
  std::erase_if(out, [&](const Dependent& d) { return !seen.insert(d.kind + d.id).second; });
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.direct && !b.direct; });
  return out;
}

}  // namespace csip::workspace
