#include <string>

#include "api/components/all.h"
#include "api/openapi.h"

namespace csip::api {

std::string_view Components() {
  static const std::string* const all = [] {
    auto* text = new std::string("{");
    for (std::string_view part :
         {kCodaSchemas, kJobSchemas, kValueSchemas, kRowsSchemas, kFormulaSchemas, kLayoutSchemas,
          kBlueprintSchemas, kChangeSchemas, kEffectSchemas, kPeopleSchemas}) {
      if (text->size() > 1) *text += ",";
      *text += part;
    }
    *text += "}";
    return text;
  }();
  return *all;
}

}  // namespace csip::api
