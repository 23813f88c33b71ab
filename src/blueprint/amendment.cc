#include "blueprint/amendment.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "blueprint/yaml/fields.h"

namespace csip::blueprint {
namespace {

constexpr std::string_view kKind = "amendments";

AmendedFormula ReadChange(const YamlNode& item, const ReadContext& context) {
  Fields keys(item, context, "a change");
  AmendedFormula change;
  change.table = keys.RequiredText("table");
  change.column = keys.RequiredText("column");
  keys.Require("before");
  keys.Require("after");
  change.before = keys.ReadFormula("before");
  change.after = keys.ReadFormula("after");
  keys.Done();
  return change;
}

Answer ReadAnswer(const YamlNode& item, const ReadContext& context) {
  Fields keys(item, context, "an answer");
  Answer answer{keys.RequiredText("finding"), keys.RequiredText("table"), keys.RequiredText("column")};
  keys.Done();
  return answer;
}

// Digits count as numbers: A2 comes before A10.
bool ComesBefore(const std::string& a, const std::string& b) {
  auto split = [](const std::string& id) {
    size_t at = id.find_first_of("0123456789");
    size_t end = at == std::string::npos ? at : id.find_first_not_of("0123456789", at);
    bool number = at != std::string::npos && (end == std::string::npos ? id.size() : end) - at <= 9;
    return std::tuple(id.substr(0, at), number ? std::stol(id.substr(at)) : 0, id);
  };
  return split(a) < split(b);
}

// The YAML of a part with its key `on` set, everything else as it was.
std::string WithOn(const std::string& yaml, bool on) {
  std::string out;
  for (size_t at = 0; at < yaml.size();) {
    size_t end = yaml.find('\n', at);
    end = end == std::string::npos ? yaml.size() : end + 1;
    std::string_view line(yaml.data() + at, end - at);
    if (!line.starts_with("on:")) out += line;
    at = end;
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  if (on) out += "on: true\n";
  return out;
}

// Works out the formulas of one switch.
class Switching {
 public:
  Switching(const Blueprint& blueprint, const std::set<std::string>& on)
      : blueprint_(blueprint), on_(on), amendments_(ReadAmendments(blueprint)) {}

  base::Result<Blueprint> Run() {
    for (const std::string& id : on_) CSIP_RETURN_IF_ERROR(FindAmendment(blueprint_, id));
    for (const Amendment& amendment : amendments_) {
      for (const AmendedFormula& change : amendment.changes) touched_.insert({change.table, change.column});
    }
    for (const auto& [table, column] : touched_) CSIP_RETURN_IF_ERROR(SwitchColumn(table, column));
    for (Part& part : blueprint_.parts) {
      if (part.kind == kKind) part.yaml = WithOn(part.yaml, on_.contains(part.name));
    }
    return std::move(blueprint_);
  }

 private:
  // The changes to a column by the amendments that are on before the switch, or after it.
  std::vector<const AmendedFormula*> ChangesTo(const std::string& table, const std::string& column,
                                               bool after) const {
    std::vector<const AmendedFormula*> changes;
    for (const Amendment& amendment : amendments_) {
      if (!(after ? on_.contains(amendment.id) : amendment.on)) continue;
      for (const AmendedFormula& change : amendment.changes) {
        if (change.table == table && change.column == column) changes.push_back(&change);
      }
    }
    return changes;
  }

  std::string IdsOf(const std::vector<const AmendedFormula*>& changes) const {
    std::vector<std::string> ids;
    for (const Amendment& amendment : amendments_) {
      bool owns = std::any_of(changes.begin(), changes.end(), [&](const AmendedFormula* change) {
        return change >= amendment.changes.data() &&
               change < amendment.changes.data() + amendment.changes.size();
      });
      if (owns) ids.push_back(amendment.id);
    }
    return fmt::format("{}", fmt::join(ids, " and "));
  }

  static base::Error Conflict(std::string message, base::Place place = {}) {
    return base::Error{base::Code::kConflict, std::move(message), std::move(place)};
  }

  base::Status SwitchColumn(const std::string& table, const std::string& column) {
    auto now = ChangesTo(table, column, false), then = ChangesTo(table, column, true);
    if (now == then) return {};
    auto t = blueprint_.FindTable(table);
    auto c = t ? blueprint_.tables[*t].FindColumn(column) : std::nullopt;
    std::string ids = IdsOf(then.empty() ? now : then);
    if (!c) return Conflict(fmt::format("{} changes {}.{}, which does not exist", ids, table, column));
    Formula& formula = blueprint_.tables[*t].columns[*c].formula;
    if (!now.empty()) {
      CSIP_ASSIGN_OR_RETURN(std::string amended, MergeFormulas(now));
      if (!SameFormula(amended, formula.text)) {
        return Conflict(fmt::format("{}.{} was changed after {} was switched on; its formula should be {}",
                                    table, column, IdsOf(now), amended));
      }
      formula = now.front()->before;
    }
    for (const AmendedFormula* change : then) {
      if (SameFormula(change->before.text, formula.text)) continue;
      return Conflict(fmt::format("{} was written for another formula of {}.{}; it is now {}",
                                  IdsOf({change}), table, column, formula.text),
                      change->before.At(0));
    }
    if (then.empty()) return {};
    auto merged = MergeFormulas(then);
    if (!merged.ok()) {
      return Conflict(
          fmt::format("{} change the same part of {}.{}; switch one of them off first", ids, table, column));
    }
    formula = then.size() == 1 ? then.front()->after
                               : Formula{.text = *merged, .place = then.front()->after.place, .pieces = {}};
    return {};
  }

  Blueprint blueprint_;
  const std::set<std::string>& on_;
  std::vector<Amendment> amendments_;
  std::set<std::pair<std::string, std::string>> touched_;
};

}  // namespace

Amendment ReadAmendment(const Part& part, std::vector<base::Error>* errors) {
  Amendment amendment{.id = part.name};
  std::string file = part.kind + "/" + part.name + ".yaml";
  amendment.place = {file, 1, 1};
  auto parsed = ParseYaml(part.yaml, file);
  if (!parsed.ok()) {
    errors->push_back(parsed.error());
    return amendment;
  }
  Places places;
  ReadContext context{file, part.yaml, errors, &places};
  Fields fields(*parsed, context, "an amendment");
  amendment.title = fields.RequiredText("title");
  amendment.reason = fields.RequiredText("reason");
  amendment.on = fields.Bool("on");
  for (const YamlNode* item : fields.Items("answers"))
    amendment.answers.push_back(ReadAnswer(*item, context));
  fields.Require("changes");
  for (const YamlNode* item : fields.Items("changes"))
    amendment.changes.push_back(ReadChange(*item, context));
  fields.Done();
  return amendment;
}

std::vector<Amendment> ReadAmendments(const Blueprint& blueprint) {
  std::vector<Amendment> amendments;
  for (const Part& part : blueprint.parts) {
    std::vector<base::Error> errors;
    if (part.kind == kKind) amendments.push_back(ReadAmendment(part, &errors));
  }
  std::stable_sort(amendments.begin(), amendments.end(),
                   [](const Amendment& a, const Amendment& b) { return ComesBefore(a.id, b.id); });
  return amendments;
}

std::set<std::string> AmendmentsOn(const Blueprint& blueprint) {
  std::set<std::string> on;
  for (const Amendment& amendment : ReadAmendments(blueprint)) {
    if (amendment.on) on.insert(amendment.id);
  }
  return on;
}

base::Result<Amendment> FindAmendment(const Blueprint& blueprint, const std::string& id) {
  std::vector<std::string> ids;
  for (Amendment& amendment : ReadAmendments(blueprint)) {
    if (amendment.id == id) return std::move(amendment);
    ids.push_back(amendment.id);
  }
  std::string there =
      ids.empty() ? "the blueprint has none" : fmt::format("there are {}", fmt::join(ids, ", "));
  return base::NotFound(fmt::format("there is no amendment `{}`; {}", id, there));
}

base::Result<Blueprint> SwitchAmendments(const Blueprint& blueprint, const std::set<std::string>& on) {
  return Switching(blueprint, on).Run();
}

}  // namespace csip::blueprint
