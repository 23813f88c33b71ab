#include "blueprint/change/settings.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <map>

#include "base/text.h"
#include "blueprint/layout/read_settings.h"

namespace csip::blueprint {
namespace {

using base::Json;
using base::Status;

// What a member does with its value.
using Reader = std::function<Status(const Json&)>;

// The members that a subject knows, by name.
class SettingsReader {
 public:
  explicit SettingsReader(std::string what) : what_(std::move(what)) {}

  SettingsReader& On(std::string name, Reader read) {
    readers_.emplace(std::move(name), std::move(read));
    return *this;
  }
  SettingsReader& Text(const std::string& name, std::string* out) {
    return On(name, [=](const Json& json) -> Status {
      if (!json.is_text() && !json.is_null()) return base::Invalid(fmt::format("`{}` must be a text", name));
      *out = base::ToNfc(json.text());
      return {};
    });
  }
  SettingsReader& Bool(const std::string& name, bool* out) {
    return On(name, [=](const Json& json) -> Status {
      if (!json.is_bool() && !json.is_null())
        return base::Invalid(fmt::format("`{}` must be true or false", name));
      *out = json.boolean();
      return {};
    });
  }
  // A formula's place is line and column of its text.
  SettingsReader& Formula(const std::string& name, blueprint::Formula* out) {
    return On(name, [=](const Json& json) -> Status {
      if (!json.is_text() && !json.is_null())
        return base::Invalid(fmt::format("`{}` must be a formula, as text", name));
      *out = blueprint::Formula();
      out->text = base::ToNfc(json.text());
      return {};
    });
  }
  SettingsReader& Number(const std::string& name, std::function<void(std::optional<double>)> set) {
    return On(name, [=](const Json& json) -> Status {
      if (!json.is_number() && !json.is_null())
        return base::Invalid(fmt::format("`{}` must be a number", name));
      set(json.is_null() ? std::nullopt : std::optional(json.number()));
      return {};
    });
  }
  // The keys of a shape.
  SettingsReader& Layout(blueprint::Settings* out) {
    for (const Key& key : out->shape->keys) {
      std::string name(key.name);
      On(name, [=](const Json& json) { return ReadSetting(json, name, out); });
    }
    return *this;
  }
  template <typename T>
  SettingsReader& List(const std::string& name, std::vector<T>* out,
                       std::function<base::Result<T>(const Json&)> read) {
    return On(name, [=](const Json& json) -> Status {
      if (!json.is_array() && !json.is_null()) return base::Invalid(fmt::format("`{}` must be a list", name));
      std::vector<T> items;
      for (size_t i = 0; i < json.items().size(); ++i) {
        auto item = read(json.items()[i]);
        if (!item.ok()) return base::Invalid(fmt::format("`{}[{}]`: {}", name, i, item.error().message));
        items.push_back(std::move(*item));
      }
      *out = std::move(items);
      return {};
    });
  }
  SettingsReader& Texts(const std::string& name, std::vector<std::string>* out) {
    return List<std::string>(name, out, [](const Json& json) -> base::Result<std::string> {
      if (!json.is_text()) return base::Invalid("must be a text");
      return base::ToNfc(json.text());
    });
  }

  Status Read(const Json& settings) const {
    if (!settings.is_object())
      return base::Invalid(fmt::format("the settings of {} must be an object", what_));
    std::vector<std::string> names;
    for (const auto& [name, read] : readers_) names.push_back(name);
    for (const auto& [name, json] : settings.members()) {
      auto found = readers_.find(name);
      if (found == readers_.end() && name != "position") {
        return base::Invalid(
            fmt::format("{} has no setting `{}`{}", what_, name, base::DidYouMean(name, names)));
      }
      if (found != readers_.end()) CSIP_RETURN_IF_ERROR(found->second(json));
    }
    return {};
  }

 private:
  std::string what_;
  std::map<std::string, Reader> readers_;
};

base::Result<Option> ReadOption(const Json& json) {
  Option option;
  if (json.is_text()) {
    option.name = base::ToNfc(json.text());
    return option;
  }
  CSIP_RETURN_IF_ERROR(ReadOptionSettings(json, &option));
  return option;
}

// {"column", "descending"}, or "Column desc" as in a blueprint's files.
base::Result<SortKey> ReadSortKey(const Json& json) {
  SortKey key;
  if (json.is_text()) {
    std::string_view text = base::Trim(json.text());
    size_t space = text.rfind(' ');
    std::string_view last = space == std::string_view::npos ? "" : text.substr(space + 1);
    key.descending = base::EqualsIgnoreCaseAscii(last, "desc");
    bool direction = key.descending || base::EqualsIgnoreCaseAscii(last, "asc");
    key.column = base::ToNfc(direction ? base::Trim(text.substr(0, space)) : text);
    return key;
  }
  CSIP_RETURN_IF_ERROR(
      SettingsReader("a key").Text("column", &key.column).Bool("descending", &key.descending).Read(json));
  return key;
}

base::Result<ConditionalFormat> ReadFormat(const Json& json) {
  ConditionalFormat format;
  auto style = [&](const Json& own) {
    return SettingsReader("a style")
        .Text("color", &format.style.color)
        .Text("background", &format.style.background)
        .Bool("bold", &format.style.bold)
        .Read(own);
  };
  CSIP_RETURN_IF_ERROR(SettingsReader("a format")
                           .Formula("when", &format.when)
                           .Texts("columns", &format.columns)
                           .On("style", style)
                           .Read(json));
  return format;
}

// What the new type has no use for.
void DropForeign(Column* column) {
  const value::ColumnType& type = *column->type;
  bool number = type.storage == value::Storage::kNumber;
  bool stepped = type.name == "slider" || type.name == "scale";
  if (!number && type.name != "computed") {
    column->decimals = -1;
    column->suffix.clear();
  }
  if (column->suffix == "%" && type.name != "percent") column->suffix.clear();
  if (!number) column->limits = {};
  if (!stepped) column->step = 1;
  if (type.name != "currency") column->currency.clear();
  if (!type.has_options) column->options.clear();
  if (!type.has_target || type.automatic) {
    column->inverse.clear();
    column->links_owner = false;
  }
  if (!type.has_target) column->target.clear();
  bool moment = type.storage == value::Storage::kDate || type.storage == value::Storage::kInstant;
  if (!moment) column->touched_by.clear();
  if (type.name != "button") column->action.clear();
  if (type.automatic) column->formula = {};
}

Status ReadType(const Json& json, Column* column) {
  const value::ColumnType* type = json.is_text() ? value::FindColumnType(json.text()) : nullptr;
  if (type == nullptr) {
    std::vector<std::string> names;
    for (const value::ColumnType* known : value::ColumnTypes()) names.emplace_back(known->name);
    std::string words = base::DidYouMean(json.text(), names);
    if (words.empty()) words = fmt::format("; the types are {}", fmt::join(names, ", "));
    return base::Invalid(fmt::format("unknown column type `{}`{}", json.text(), words));
  }
  if (column->type != nullptr && column->type->storage != type->storage) column->default_value = {};
  column->type = type;
  DropForeign(column);
  return {};
}

}  // namespace

base::Result<size_t> ReadPosition(const Json& settings, size_t otherwise) {
  const Json* json = settings.is_object() ? settings.Find("position") : nullptr;
  if (json == nullptr || json->is_null()) return otherwise;
  double number = json->is_number() ? json->number() : -1;
  if (number < 0 || number > 1e6 || number != std::floor(number))
    return base::Invalid("`position` must be a whole number from 0");
  return static_cast<size_t>(number);
}

Status ReadTableSettings(const Json& settings, bool fresh, Table* table) {
  SettingsReader known("a table");
  known.Text("name", &table->name).Text("title", &table->title).Text("description", &table->description);
  known.Text("display", &table->display).List<ConditionalFormat>("formats", &table->formats, ReadFormat);
  known.Layout(&table->options);
  if (fresh) {
    known.List<Column>("columns", &table->columns, [](const Json& json) -> base::Result<Column> {
      Column column;
      CSIP_RETURN_IF_ERROR(ReadColumnSettings(json, &column, nullptr));
      return column;
    });
    known.List<View>("views", &table->views, [](const Json& json) -> base::Result<View> {
      View view;
      CSIP_RETURN_IF_ERROR(ReadViewSettings(json, &view));
      return view;
    });
  }
  return known.Read(settings);
}

Status ReadColumnSettings(const Json& settings, Column* column, Formula* fill) {
  // The type first: it takes away what others may set.
  const Json* type = settings.is_object() ? settings.Find("type") : nullptr;
  if (type != nullptr) CSIP_RETURN_IF_ERROR(ReadType(*type, column));
  SettingsReader known("a column");
  known.On("type", [](const Json&) { return Status(); });
  known.Text("name", &column->name).Text("title", &column->title).Text("description", &column->description);
  known.Text("section", &column->section).Bool("required", &column->required);
  known.Bool("unique", &column->unique).Bool("indexed", &column->indexed);
  known.Formula("default", &column->default_value).Formula("formula", &column->formula);
  known.Bool("overridable", &column->overridable).Bool("tracked", &column->tracked);
  known.Number("decimals", [column](auto n) { column->decimals = n ? static_cast<int>(*n) : -1; });
  known.Text("suffix", &column->suffix).Text("currency", &column->currency);
  known.Number("minimum", [column](auto n) { column->limits.min = n; });
  known.Number("maximum", [column](auto n) { column->limits.max = n; });
  known.Number("step", [column](auto n) { column->step = n.value_or(1); });
  known.List<Option>("options", &column->options, ReadOption);
  known.Text("target", &column->target).Text("inverse", &column->inverse);
  known.Texts("touchedBy", &column->touched_by).Text("action", &column->action);
  if (fill != nullptr) known.Formula("fill", fill);
  CSIP_RETURN_IF_ERROR(known.Read(settings));
  if (column->decimals > 15 || column->decimals < -1) return base::Invalid("`decimals` must be from 0 to 15");
  if (column->formula.empty()) column->overridable = column->tracked = false;
  return {};
}

Status ReadOptionSettings(const Json& settings, Option* option) {
  return SettingsReader("an option").Text("name", &option->name).Text("color", &option->color).Read(settings);
}

Status ReadViewSettings(const Json& settings, View* view) {
  SettingsReader known("a view");
  known.Text("name", &view->name).Text("description", &view->description).Text("layout", &view->layout);
  known.Formula("filter", &view->filter).List<SortKey>("sort", &view->sort, ReadSortKey);
  known.List<SortKey>("group", &view->group, ReadSortKey).Texts("columns", &view->columns);
  known.List<ConditionalFormat>("formats", &view->formats, ReadFormat).Bool("default", &view->is_default);
  known.Layout(&view->options);
  CSIP_RETURN_IF_ERROR(known.Read(settings));
  if (view->layout.empty()) view->layout = "grid";
  return {};
}

Status ReadFormulaSettings(const Json& settings, NamedFormula* named) {
  return SettingsReader("a named formula")
      .Text("name", &named->name)
      .Text("description", &named->description)
      .Formula("formula", &named->formula)
      .Read(settings);
}

Status ReadControlSettings(const Json& settings, Control* control) {
  SettingsReader known("a control");
  known.Text("name", &control->name).Text("kind", &control->kind).Text("target", &control->target);
  known.List<Option>("options", &control->options, ReadOption).Formula("default", &control->default_value);
  return known.Read(settings);
}

}  // namespace csip::blueprint
