// JSON in texts: read by a path, and written.
#include "base/json.h"

#include "formula/functions/family.h"
#include "formula/functions/json_path.h"
#include "value/civil.h"

namespace csip::formula {

using base::Json;
using value::Value;

namespace {

constexpr size_t kMostBytes = size_t{1} << 20;

Type AnyResult(Types, const Catalog&) {
  return {};
}

// An object is its JSON text; arrays become lists, which do not nest.
Value FromJson(Evaluation& evaluation, const Json& json) {
  switch (json.kind()) {
    case Json::Kind::kNull:
      return {};
    case Json::Kind::kBool:
      return Value::Bool(json.boolean());
    case Json::Kind::kNumber:
      return Value::Number(json.number());
    case Json::Kind::kText:
      return evaluation.MakeText(json.text());
    case Json::Kind::kObject:
      return evaluation.MakeText(json.ToString());
    case Json::Kind::kArray:
      break;
  }
  std::vector<Value> items;
  for (const Json& item : json.items()) {
    if (!evaluation.Spend(1) || !AppendFlat(evaluation, FromJson(evaluation, item), &items))
      return evaluation.LimitError();
  }
  return Value::List(std::move(items));
}

Value EvalParseJson(Evaluation& evaluation, Args args) {
  std::string_view text = args[0].text();
  // What is read takes several times the room of the text.
  auto size = static_cast<int64_t>(text.size());
  if (!evaluation.Spend(size / 2, size * 8)) return evaluation.LimitError();
  base::Result<Json> json = base::ParseJson(text, {.bytes = kMostBytes});
  if (!json.ok()) return ValueError("the text is no JSON: " + json.error().message);
  if (args.size() < 2) return FromJson(evaluation, *json);
  bool paid = true;
  auto pay = [&] { return paid = paid && evaluation.Spend(1); };
  base::Result<JsonMatches> matches = FindInJson(*json, args[1].text(), pay);
  if (!matches.ok()) return ValueError(matches.error().message);
  if (!paid) return evaluation.LimitError();
  if (matches->single) return matches->found.empty() ? Value() : FromJson(evaluation, *matches->found[0]);
  std::vector<Value> items;
  for (const Json* found : matches->found) {
    Value item = FromJson(evaluation, *found);
    if (item.is_error()) return item;
    if (!evaluation.Spend(1) || !AppendFlat(evaluation, item, &items)) return evaluation.LimitError();
  }
  return Value::List(std::move(items));
}

// Appends one value; false when the budget is spent.
bool WriteItem(Evaluation& evaluation, const Value& v, base::JsonWriter* out) {
  int64_t size = v.is_text() ? static_cast<int64_t>(v.text().size()) : 16;
  if (!evaluation.Spend(1, size)) return false;
  if (v.is_blank()) {
    out->Null();
  } else if (v.is_bool()) {
    out->Bool(v.boolean());
  } else if (v.is_number()) {
    out->Number(v.number());
  } else {
    out->Text(evaluation.Text(v));
  }
  return true;
}

Value EvalToJson(Evaluation& evaluation, Args args) {
  std::string json;
  base::JsonWriter out(&json);
  if (!args[0].is_list()) {
    if (!WriteItem(evaluation, args[0], &out)) return evaluation.LimitError();
    return evaluation.MakeText(json);
  }
  out.BeginArray();
  for (const Value& item : args[0].items()) {
    if (!WriteItem(evaluation, item, &out)) return evaluation.LimitError();
  }
  out.EndArray();
  return evaluation.MakeText(json);
}

}  // namespace

const Function kParseJson{
    .name = "ParseJson",
    .family = "Text",
    .description =
        "What a JSON text of up to one megabyte holds, or what stands at a path in it: $.name, ['name'], [0] "
        "(the first), "
        "[-1] (the last), [1:3], * for all, .. for any depth, [?(@.state == 'open')]. A path that may name "
        "several "
        "values gives a list. Arrays become lists, objects their JSON text, null a blank; what is not there "
        "is a blank.",
    .params = {{"text", ParamKind::kText}, {"path", ParamKind::kText, true}},
    .result = AnyResult,
    .eval = EvalParseJson,
    .examples = {{R"(ParseJson("{\"a\": [1, 2]}", "$.a[1]"))", "2"},
                 {R"(ParseJson("[{\"n\": 1}, {\"n\": 5}]", "$[*].n"))", "List(1, 5)"},
                 {R"(ParseJson("{\"a\": 1}", "$.b"))", ""},
                 {"ParseJson(\"{\")", "#VALUE"}},
};

const Function kToJson{
    .name = "ToJson",
    .family = "Text",
    .description = "The value as JSON: a list as an array, a blank as null, dates and rows as their texts.",
    .params = {{"value"}},
    .result = TextResult,
    .eval = EvalToJson,
    .blank_passes = false,
    .examples = {{R"(ToJson(List(1, "a", True)))", R"("[1,\"a\",true]")"}, {"ToJson(\"\")", "\"null\""}},
};

}  // namespace csip::formula
