#include "workspace/receipt.h"

#include "base/json.h"

namespace csip::workspace {
namespace {

struct List {
  const char* name;
  std::vector<std::string> Outcome::* ids;
};
constexpr List kLists[] = {
    {"inserted", &Outcome::inserted}, {"updated", &Outcome::updated}, {"deleted", &Outcome::deleted}};

}  // namespace

std::string WriteReceipt(const Outcome& outcome) {
  std::string text;
  base::JsonWriter out(&text);
  out.BeginObject();
  for (const List& list : kLists) {
    out.Key(list.name).BeginArray();
    for (const std::string& id : outcome.*list.ids) out.Text(id);
    out.EndArray();
  }
  out.EndObject();
  return text;
}

base::Result<std::optional<Outcome>> FindReceipt(store::Store& store, const std::string& actor,
                                                 const std::string& key) {
  CSIP_ASSIGN_OR_RETURN(auto found, store.Transactions({.actor = actor, .limit = 1, .request_key = key}));
  if (found.empty()) return std::optional<Outcome>();
  CSIP_ASSIGN_OR_RETURN(base::Json receipt, base::ParseJson(found[0].receipt));
  Outcome outcome;
  outcome.sequence = found[0].sequence;
  for (const List& list : kLists) {
    if (const base::Json* ids = receipt.Find(list.name)) {
      for (const base::Json& id : ids->items()) (outcome.*list.ids).push_back(id.text());
    }
  }
  return std::optional<Outcome>(std::move(outcome));
}

}  // namespace csip::workspace
