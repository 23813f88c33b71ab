#include "blueprint/change/version.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/secret.h"
#include "blueprint/check/complete.h"

namespace csip::blueprint {
namespace {

using Held = std::function<bool(const std::string& id)>;

// Pairs parts of one kind. `seed` is what an identifier that nobody gave follows from.
template <typename T>
class Matcher {
 public:
  Matcher(const std::vector<T>& now, std::vector<T>* wanted, std::string_view prefix,
          std::function<std::string(const T&)> seed)
      : now_(now), wanted_(*wanted), prefix_(prefix), seed_(std::move(seed)), from_(wanted->size(), kNone) {}

  // By index of the wanted part: the index of the one it is, or kNone. Gives it that part's id.
  std::vector<uint32_t> Run() {
    Pass([](const T& old, const T& part) {
      return !part.renamed_from.empty() && old.name == part.renamed_from;
    });
    Pass([&](const T& old, const T& part) { return part.id != Derived(part) && old.id == part.id; });
    Pass([](const T& old, const T& part) { return old.name == part.name; });
    Pass([](const T& old, const T& part) { return old.id == part.id; });
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (from_[i] != kNone) wanted_[i].id = now_[from_[i]].id;
    }
    return from_;
  }

  // A new part gets an id that no other part has or had.
  void NameNew(const Held& held) {
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (from_[i] != kNone) continue;
      for (int n = 2; held(wanted_[i].id); ++n)
        wanted_[i].id = prefix_ + base::StableId(fmt::format("{} {}", seed_(wanted_[i]), n));
    }
  }

 private:
  std::string Derived(const T& part) const { return prefix_ + base::StableId(seed_(part)); }

  template <typename Same>
  void Pass(const Same& same) {
    for (size_t i = 0; i < wanted_.size(); ++i) {
      if (from_[i] != kNone) continue;
      for (uint32_t k = 0; k < now_.size(); ++k) {
        if (taken_.contains(k) || !same(now_[k], wanted_[i])) continue;
        from_[i] = k;
        taken_.insert(k);
        break;
      }
    }
  }

  const std::vector<T>& now_;
  std::vector<T>& wanted_;
  std::string prefix_;
  std::function<std::string(const T&)> seed_;
  std::vector<uint32_t> from_;
  std::set<uint32_t> taken_;
};

bool HasOption(const Column& column, const std::string& name) {
  return std::any_of(column.options.begin(), column.options.end(),
                     [&](const Option& o) { return o.name == name; });
}

}  // namespace

Version Reconcile(const Blueprint& now, Blueprint wanted,
                  const std::function<bool(TableIndex, ColumnIndex, const std::string& option)>& in_use,
                  const Held& held) {
  Complete(&wanted);
  Version version;
  std::set<std::string> given;
  for (const Table& table : now.tables) {
    given.insert(table.id);
    for (const Column& column : table.columns) given.insert(column.id);
    for (const View& view : table.views) given.insert(view.id);
  }
  for (const NamedFormula& named : now.formulas) given.insert(named.id);
  for (const Control& control : now.controls) given.insert(control.id);
  auto taken = [&](const std::string& id) { return !given.insert(id).second || held(id); };

  Matcher<Table> tables(now.tables, &wanted.tables, "grid-",
                        [](const Table& t) { return "table:" + t.name; });
  std::vector<uint32_t> from = tables.Run();
  tables.NameNew(taken);
  static const Table kNoTable;
  for (size_t t = 0; t < wanted.tables.size(); ++t) {
    Table& table = wanted.tables[t];
    const Table& old = from[t] == kNone ? kNoTable : now.tables[from[t]];
    Matcher<Column> columns(old.columns, &table.columns, "c-",
                            [&](const Column& c) { return table.name + "." + c.name; });
    std::vector<uint32_t> columns_from = columns.Run();
    columns.NameNew(taken);
    Matcher<View> views(old.views, &table.views, "table-",
                        [&](const View& v) { return "view:" + table.name + "." + v.name; });
    views.Run();
    views.NameNew(taken);
    for (size_t c = 0; c < table.columns.size(); ++c) {
      if (columns_from[c] == kNone) continue;
      const Column& was = old.columns[columns_from[c]];
      std::set<std::string> renamed;
      for (const Option& option : table.columns[c].options) {
        bool follows = !option.renamed_from.empty() && HasOption(was, option.renamed_from) &&
                       !HasOption(was, option.name);
        if (!follows) continue;
        renamed.insert(option.renamed_from);
        version.renamed_options.push_back({table.columns[c].id, option.renamed_from, option.name});
      }
      for (const Option& option : was.options) {
        if (!table.columns[c].type || !table.columns[c].type->has_options) continue;
        if (HasOption(table.columns[c], option.name) || renamed.contains(option.name)) continue;
        if (in_use(from[t], columns_from[c], option.name)) table.columns[c].options.push_back(option);
      }
    }
  }
  Matcher<NamedFormula> formulas(now.formulas, &wanted.formulas, "f-",
                                 [](const NamedFormula& f) { return "formula:" + f.name; });
  formulas.Run();
  formulas.NameNew(taken);
  Matcher<Control> controls(now.controls, &wanted.controls, "ctrl-",
                            [](const Control& c) { return "control:" + c.name; });
  controls.Run();
  controls.NameNew(taken);
  version.blueprint = std::move(wanted);
  return version;
}

}  // namespace csip::blueprint
