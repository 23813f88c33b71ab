#include "blueprint/change/difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "value/display.h"

namespace csip::blueprint {
namespace {

using Verb = SchemaChange::Verb;
using Subject = SchemaChange::Subject;
using Details = std::vector<Difference::Detail>;

std::string Words(const std::string& text) {
  return text;
}
std::string Words(bool b) {
  return b ? "true" : "false";
}
std::string Words(const Formula& formula) {
  return formula.text;
}
std::string Words(const std::optional<double>& number) {
  return number ? value::FormatNumber(*number) : "";
}
std::string Words(double number) {
  return value::FormatNumber(number);
}
std::string Words(int number) {
  return std::to_string(number);
}
std::string Words(const value::ColumnType* type) {
  return type == nullptr ? "" : std::string(type->name);
}
std::string Words(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}
std::string Words(const std::vector<SortKey>& keys) {
  std::vector<std::string> texts;
  for (const SortKey& key : keys) texts.push_back(key.column + (key.descending ? " desc" : ""));
  return Words(texts);
}
std::string Words(const std::vector<ConditionalFormat>& formats) {
  std::vector<std::string> texts;
  for (const ConditionalFormat& format : formats) {
    texts.push_back(fmt::format("{} ({}{}{}{})", format.when.text, Words(format.columns),
                                format.style.color.empty() ? "" : " " + format.style.color,
                                format.style.background.empty() ? "" : " on " + format.style.background,
                                format.style.bold ? " bold" : ""));
  }
  return Words(texts);
}

std::string Words(const Settings& settings) {
  return Describe(settings);
}

template <typename T>
void Compare(std::string key, const T& before, const T& after, Details* out) {
  if (!(before == after)) out->push_back({std::move(key), Words(before), Words(after)});
}

// Key by key of the shape.
void CompareSettings(const Settings& before, const Settings& after, Details* out) {
  for (const Key& key : before.shape->keys) {
    auto only = [&](const Settings& all) {
      Settings one{all.shape};
      if (const Setting* found = all.Find(key.name)) one.settings.push_back(*found);
      return one;
    };
    Compare(std::string(key.name), only(before), only(after), out);
  }
}

Details DetailsOf(const Column& a, const Column& b) {
  Details out;
  Compare("name", a.name, b.name, &out);
  Compare("type", a.type, b.type, &out);
  Compare("formula", a.formula, b.formula, &out);
  Compare("title", a.title, b.title, &out);
  Compare("description", a.description, b.description, &out);
  Compare("section", a.section, b.section, &out);
  Compare("required", a.required, b.required, &out);
  Compare("unique", a.unique, b.unique, &out);
  Compare("indexed", a.indexed, b.indexed, &out);
  Compare("default", a.default_value, b.default_value, &out);
  Compare("overridable", a.overridable, b.overridable, &out);
  Compare("tracked", a.tracked, b.tracked, &out);
  Compare("decimals", a.decimals, b.decimals, &out);
  Compare("suffix", a.suffix, b.suffix, &out);
  Compare("currency", a.currency, b.currency, &out);
  Compare("minimum", a.limits.min, b.limits.min, &out);
  Compare("maximum", a.limits.max, b.limits.max, &out);
  Compare("step", a.step, b.step, &out);
  Compare("target", a.target, b.target, &out);
  Compare("inverse", a.inverse, b.inverse, &out);
  Compare("touchedBy", a.touched_by, b.touched_by, &out);
  Compare("action", a.action, b.action, &out);
  return out;
}

Details DetailsOf(const View& a, const View& b) {
  Details out;
  Compare("name", a.name, b.name, &out);
  Compare("description", a.description, b.description, &out);
  Compare("layout", a.layout, b.layout, &out);
  Compare("filter", a.filter, b.filter, &out);
  Compare("sort", a.sort, b.sort, &out);
  Compare("group", a.group, b.group, &out);
  Compare("columns", a.columns, b.columns, &out);
  Compare("formats", a.formats, b.formats, &out);
  CompareSettings(a.options, b.options, &out);
  Compare("default", a.is_default, b.is_default, &out);
  return out;
}

Details DetailsOf(const NamedFormula& a, const NamedFormula& b) {
  Details out;
  Compare("name", a.name, b.name, &out);
  Compare("description", a.description, b.description, &out);
  Compare("formula", a.formula, b.formula, &out);
  return out;
}

Details DetailsOf(const Control& a, const Control& b) {
  Details out;
  Compare("name", a.name, b.name, &out);
  Compare("kind", a.kind, b.kind, &out);
  Compare("target", a.target, b.target, &out);
  Compare("default", a.default_value, b.default_value, &out);
  std::vector<std::string> before, after;
  for (const Option& option : a.options) before.push_back(option.name);
  for (const Option& option : b.options) after.push_back(option.name);
  Compare("options", before, after, &out);
  return out;
}

// Names of the parts that both have, in the order of the first, as the second calls them.
template <typename T>
std::vector<std::string> Shared(const std::vector<T>& in_order_of, const std::vector<T>& other,
                                const std::vector<T>& names) {
  auto find = [](const std::vector<T>& list, const std::string& id) {
    return std::find_if(list.begin(), list.end(), [&](const T& part) { return part.id == id; });
  };
  std::vector<std::string> out;
  for (const T& part : in_order_of) {
    if (find(other, part.id) != other.end()) out.push_back(find(names, part.id)->name);
  }
  return out;
}

template <typename T>
void CompareOrder(std::string key, const std::vector<T>& before, const std::vector<T>& after, Details* out) {
  Compare(std::move(key), Shared(before, after, after), Shared(after, before, after), out);
}

Details DetailsOf(const Table& a, const Table& b) {
  Details out;
  Compare("name", a.name, b.name, &out);
  Compare("title", a.title, b.title, &out);
  Compare("description", a.description, b.description, &out);
  Compare("display", a.display, b.display, &out);
  Compare("formats", a.formats, b.formats, &out);
  CompareOrder("columns", a.columns, b.columns, &out);
  CompareOrder("views", a.views, b.views, &out);
  CompareSettings(a.options, b.options, &out);
  return out;
}

void CompareDashboards(const Blueprint& before, const Blueprint& after, Details* out) {
  static const Dashboard kNone;
  auto find = [](const Blueprint& in, const std::string& id) -> const Dashboard& {
    for (const Dashboard& dashboard : in.dashboards) {
      if (dashboard.id == id) return dashboard;
    }
    return kNone;
  };
  for (const Dashboard& dashboard : before.dashboards)
    Compare("dashboard " + dashboard.name, dashboard.settings, find(after, dashboard.id).settings, out);
  for (const Dashboard& dashboard : after.dashboards) {
    if (find(before, dashboard.id).id.empty())
      Compare("dashboard " + dashboard.name, kNone.settings, dashboard.settings, out);
  }
}

class Differ {
 public:
  std::vector<Difference> Run(const Blueprint& before, const Blueprint& after) {
    Details whole;
    Compare("name", before.name, after.name, &whole);
    Compare("title", before.title, after.title, &whole);
    Compare("description", before.description, after.description, &whole);
    Compare("version", before.version, after.version, &whole);
    Compare("timeZone", before.time_zone, after.time_zone, &whole);
    Compare("currency", before.currency, after.currency, &whole);
    Compare("peopleTable", before.people_table, after.people_table, &whole);
    Compare("peopleEmail", before.people_email_column, after.people_email_column, &whole);
    CompareOrder("tables", before.tables, after.tables, &whole);
    CompareSettings(before.page, after.page, &whole);
    CompareDashboards(before, after, &whole);
    if (!whole.empty()) out_.push_back({Verb::kChange, Subject::kTable, "", "", "", "", std::move(whole)});
    Lists(Subject::kTable, "", before.tables, after.tables);
    for (const Table& table : after.tables) {
      auto old = std::find_if(before.tables.begin(), before.tables.end(),
                              [&](const Table& t) { return t.id == table.id; });
      if (old == before.tables.end()) continue;
      Lists(Subject::kColumn, table.name, old->columns, table.columns);
      Options(*old, table);
      Lists(Subject::kView, table.name, old->views, table.views);
    }
    Lists(Subject::kFormula, "", before.formulas, after.formulas);
    Lists(Subject::kControl, "", before.controls, after.controls);
    return std::move(out_);
  }

 private:
  template <typename T>
  void Lists(Subject subject, const std::string& table, const std::vector<T>& before,
             const std::vector<T>& after) {
    for (const T& part : before) {
      auto now = std::find_if(after.begin(), after.end(), [&](const T& p) { return p.id == part.id; });
      if (now == after.end()) {
        out_.push_back({Verb::kRemove, subject, part.id, table, "", part.name, {}});
        continue;
      }
      Details details = DetailsOf(part, *now);
      if (!details.empty())
        out_.push_back({Verb::kChange, subject, part.id, table, "", now->name, std::move(details)});
    }
    for (const T& part : after) {
      bool fresh = std::none_of(before.begin(), before.end(), [&](const T& p) { return p.id == part.id; });
      if (fresh) out_.push_back({Verb::kAdd, subject, part.id, table, "", part.name, {}});
    }
  }

  void Options(const Table& before, const Table& after) {
    for (const Column& column : after.columns) {
      auto old = std::find_if(before.columns.begin(), before.columns.end(),
                              [&](const Column& c) { return c.id == column.id; });
      if (old == before.columns.end()) continue;
      auto find = [](const Column& in, const std::string& name) {
        return std::find_if(in.options.begin(), in.options.end(),
                            [&](const Option& o) { return o.name == name; });
      };
      std::vector<std::string> order_before, order_after;
      for (const Option& option : old->options) {
        auto now = find(column, option.name);
        if (now == column.options.end()) {
          out_.push_back(
              {Verb::kRemove, Subject::kOption, column.id, after.name, column.name, option.name, {}});
          continue;
        }
        order_before.push_back(option.name);
        Details details;
        Compare("color", option.color, now->color, &details);
        if (!details.empty()) {
          out_.push_back({Verb::kChange, Subject::kOption, column.id, after.name, column.name, option.name,
                          std::move(details)});
        }
      }
      for (const Option& option : column.options) {
        if (find(*old, option.name) != old->options.end()) {
          order_after.push_back(option.name);
        } else {
          out_.push_back({Verb::kAdd, Subject::kOption, column.id, after.name, column.name, option.name, {}});
        }
      }
      if (order_before != order_after) {
        Details details;
        Compare("options", order_before, order_after, &details);
        out_.push_back(
            {Verb::kChange, Subject::kColumn, column.id, after.name, "", column.name, std::move(details)});
      }
    }
  }

  std::vector<Difference> out_;
};

}  // namespace

std::string Difference::ToString() const {
  std::string path = table;
  for (const std::string& part : {column, name}) {
    if (!part.empty()) path += (path.empty() ? "" : ".") + part;
  }
  std::string what = name.empty() ? "workspace" : fmt::format("{} {}", NameOf(subject), path);
  if (verb != Verb::kChange) return fmt::format("{} {}", NameOf(verb), what);
  std::vector<std::string> texts;
  for (const Detail& detail : details) {
    texts.push_back(fmt::format("{}: {} -> {}", detail.key, detail.before.empty() ? "(none)" : detail.before,
                                detail.after.empty() ? "(none)" : detail.after));
  }
  return fmt::format("change {}: {}", what, fmt::join(texts, "; "));
}

std::vector<Difference> FindDifferences(const Blueprint& before, const Blueprint& after) {
  return Differ().Run(before, after);
}

}  // namespace csip::blueprint
