#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "blueprint/check/check.h"
#include "blueprint/check/findings.h"

namespace csip::blueprint {
namespace {

using value::Storage;

// One column under check: what every rule needs.
class ColumnCheck {
 public:
  ColumnCheck(const Table& table, const Column& column, Findings* findings)
      : table_(table), column_(column), findings_(findings), path_(ColumnPath(table.name, column.name)) {}

  void Run() {
    findings_->ExpectName(column_.name, "column", path_, column_.place);
    if (column_.type == nullptr) {
      // The reader has said so already, at the key.
      if (!column_.place.line)
        findings_->Fail(path_, column_.place, fmt::format("`{}.{}` has no type", table_.name, column_.name));
      return;
    }
    CheckFormula();
    CheckNumbers();
    CheckOptions();
    CheckTarget();
    CheckInverse();
    CheckTouched();
    CheckAction();
  }

 private:
  void Fail(const char* key, std::string message) {
    findings_->Fail(fmt::format("{}/{}", path_, key), column_.place, std::move(message));
  }
  std::string_view type() const { return column_.type->name; }
  // "`ARR` is a currency column".
  std::string Is() const { return fmt::format("`{}` is a {} column", column_.name, type()); }
  bool IsNumber() const { return column_.type->storage == Storage::kNumber; }
  bool IsLink() const { return column_.type->has_target && !column_.type->automatic; }

  void CheckFormula() {
    bool row_id = type() == "row-id";
    if (column_.computed()) {
      if (column_.type->automatic && !row_id)
        Fail("formula", Is() + ", which the system writes; it takes no formula");
      if (column_.type->is_files) Fail("formula", Is() + ", which holds uploaded files; it takes no formula");
      if (!column_.default_value.empty()) Fail("default", Is() + " with a formula; it takes no default");
      if (column_.required && !row_id)
        Fail("required", fmt::format("`{}` is computed; `required` has no meaning", column_.name));
      return;
    }
    if (type() == "computed" || row_id) {
      findings_->Fail(path_ + "/type", column_.place, Is() + "; it needs the key `formula`");
    }
    if (column_.overridable)
      Fail("overridable", "only a column with a formula can be overridden; remove `overridable`");
    if (column_.tracked)
      Fail("tracked",
           "only a column with a formula is tracked, every other change is logged; remove `tracked`");
    if (column_.type->automatic && !column_.default_value.empty()) {
      Fail("default", Is() + ", which the system writes; it takes no default");
    }
    if (column_.type->is_files && !column_.default_value.empty()) {
      Fail("default", Is() + ", which holds uploaded files; it takes no default");
    }
  }

  void CheckNumbers() {
    bool computed = type() == "computed";
    if (column_.decimals >= 0 && !IsNumber() && !computed)
      Fail("decimals", Is() + "; only numbers have decimals");
    if (!column_.suffix.empty() && !IsNumber() && !computed)
      Fail("suffix", Is() + "; only numbers have a suffix");
    if (!IsNumber() && column_.limits.min) Fail("min", Is() + "; only numbers have a range");
    if (!IsNumber() && column_.limits.max) Fail("max", Is() + "; only numbers have a range");
    if (column_.limits.min && column_.limits.max && *column_.limits.min > *column_.limits.max) {
      Fail("min", fmt::format("the least value of `{}` is above its greatest", column_.name));
    }
    bool stepped = type() == "slider" || type() == "scale";
    if (column_.step != 1 && !stepped) Fail("step", Is() + "; only a slider or scale has a step");
    if (!(column_.step > 0)) Fail("step", "a step must be above 0");
    if (stepped && (!column_.limits.min || !column_.limits.max)) {
      findings_->Fail(path_, column_.place, Is() + "; it needs the keys `min` and `max`");
    }
    if (!column_.currency.empty()) {
      const std::string& code = column_.currency;
      bool good = IsCurrencyCode(code) || code == findings_->blueprint.currency;  // that one is reported once
      if (type() != "currency")
        Fail("currency", Is() + "; only a currency column has a currency");
      else if (!good)
        Fail("currency", fmt::format("`{}` is not a currency; write a code of three letters: USD", code));
    }
  }

  void CheckOptions() {
    if (!column_.options.empty() && !column_.type->has_options) {
      return Fail("options", Is() + "; only a select or multi-select has options");
    }
    std::set<std::string> seen;
    for (size_t i = 0; i < column_.options.size(); ++i) {
      const Option& option = column_.options[i];
      std::string own = fmt::format("options/{}", i);
      if (option.name.empty()) Fail(own.c_str(), fmt::format("an option of `{}` is empty", column_.name));
      if (!seen.insert(option.name).second)
        Fail(own.c_str(), fmt::format("the option `{}` comes twice", option.name));
      if (!option.color.empty())
        findings_->Expect(Palette(), option.color, "color", path_ + '/' + own, column_.place);
    }
  }

  void CheckTarget() {
    if (!column_.type->has_target) {
      if (!column_.target.empty()) Fail("target", Is() + "; only a relation has a target");
      return;
    }
    if (!column_.target.empty()) {
      findings_->ExpectTable(column_.target, path_ + "/target", column_.place);
    } else if (type() == "relation" || type() == "multi-relation") {
      findings_->Fail(path_, column_.place, Is() + "; it needs the key `target`: the table it points to");
    } else {
      findings_->Fail(path_, column_.place,
                      Is() + "; name the people table in blueprint.yaml under `people`, or give `target`");
    }
  }

  void CheckInverse() {
    if (column_.inverse.empty()) {
      if (column_.links_owner)
        Fail("owner", "only a relation with an `inverse` has an owner; remove `owner`");
      return;
    }
    if (!IsLink()) return Fail("inverse", Is() + "; only a relation has an inverse");
    if (column_.computed())
      return Fail("inverse",
                  fmt::format("`{}` is computed and stores no links; it has no inverse", column_.name));
    auto target = findings_->blueprint.FindTable(column_.target);
    if (!target) return;
    const Table& other = findings_->blueprint.tables[*target];
    auto found = other.FindColumn(column_.inverse);
    if (!found) return Fail("inverse", fmt::format("no column `{}` on {}", column_.inverse, other.name));
    const Column& theirs = other.columns[*found];
    std::string pair = fmt::format("{}.{} and {}.{}", table_.name, column_.name, other.name, theirs.name);
    if (&theirs == &column_)
      return Fail("inverse", fmt::format("`{}` cannot be its own inverse", column_.name));
    if (theirs.type == nullptr) return;
    if (!theirs.type->has_target || theirs.type->automatic || theirs.target != table_.name) {
      return Fail("inverse", fmt::format("{}.{} is no relation to {}; it cannot be the inverse of `{}`",
                                         other.name, theirs.name, table_.name, column_.name));
    }
    if (theirs.inverse != column_.name) {
      return Fail("inverse", fmt::format("{}.{} must say `inverse: {}` for the two to show the same links",
                                         other.name, theirs.name, column_.name));
    }
    bool mine_single = column_.type->storage == Storage::kRow,
         theirs_single = theirs.type->storage == Storage::kRow;
    if (column_.links_owner && theirs.links_owner)
      return Fail("owner", fmt::format("only one of {} can be the owner", pair));
    if (column_.links_owner && theirs_single) {
      Fail("inverse", mine_single ? fmt::format("one of {} must be a multi-relation", pair)
                                  : fmt::format("{}.{} holds one row, so it must be the owner", other.name,
                                                theirs.name));
    }
  }

  void CheckTouched() {
    for (size_t i = 0; i < column_.touched_by.size(); ++i) {
      std::string own = fmt::format("{}/touched_by/{}", path_, i);
      findings_->ExpectColumn(table_, column_.touched_by[i], own, column_.place);
      if (column_.touched_by[i] == column_.name)
        findings_->Fail(own, column_.place, "a column cannot be touched by itself");
    }
    bool moment = column_.type->storage == Storage::kDate || column_.type->storage == Storage::kInstant;
    if (!column_.touched_by.empty() && (!moment || column_.computed())) {
      Fail("touched_by", Is() + "; only a date or date-time column without formula is touched by others");
    }
  }

  void CheckAction() {
    bool button = type() == "button";
    if (!button && !column_.action.empty()) return Fail("action", Is() + "; only a button has an action");
    if (!button) return;
    if (column_.action.empty())
      return findings_->Fail(path_, column_.place, Is() + "; it needs the key `action`");
    std::vector<std::string> names;
    for (const Part& part : findings_->blueprint.parts) {
      if (part.kind == "buttons") names.push_back(part.name);
    }
    if (std::find(names.begin(), names.end(), column_.action) != names.end()) return;
    Fail("action", fmt::format("no button `{}` in the folder buttons/{}", column_.action,
                               base::DidYouMean(column_.action, names)));
  }

  const Table& table_;
  const Column& column_;
  Findings* findings_;
  std::string path_;
};

}  // namespace

void CheckColumn(const Table& table, const Column& column, Findings* findings) {
  ColumnCheck(table, column, findings).Run();
}

}  // namespace csip::blueprint
