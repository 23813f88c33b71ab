// Schemas of requests and answers, by the names that endpoint descriptors use: the members of a JSON object, one text for
// each part of the interface. The page's types are made of them (tools/api_types.mjs), and the tests of the API hold every
// answer against them.
#pragma once

#include <string_view>

namespace csip::api {

extern const std::string_view kCodaSchemas;       // coda.cc
extern const std::string_view kJobSchemas;        // job.cc
extern const std::string_view kValueSchemas;      // value.cc
extern const std::string_view kRowsSchemas;       // rows.cc
extern const std::string_view kLayoutSchemas;     // layout.cc
extern const std::string_view kFormulaSchemas;    // formula.cc
extern const std::string_view kBlueprintSchemas;  // blueprint.cc
extern const std::string_view kChangeSchemas;     // change.cc
extern const std::string_view kEffectSchemas;     // effect.cc
extern const std::string_view kPeopleSchemas;     // people.cc

}  // namespace csip::api
