// Accounts and persons, for tests.
#pragma once

#include "workspace/workspace_fixture.h"

namespace csip::workspace {

inline constexpr char kShopYaml[] = R"(
name: shop
time_zone: Europe/Oslo
people: {table: Person, email: Email}
tables:
  - table: Account
    display: Name
    columns:
      - {name: Name, type: text, required: true, unique: true}
      - {name: Status, type: select, options: [Open, Closed], default: '"Open"'}
      - {name: Value, type: number, min: 0}
      - {name: Level, type: text, overridable: true, tracked: true, formula: 'If([Value] > 10, "High", "Low")'}
      - {name: Is_Open, type: checkbox, formula: '[Status] = "Open"'}
      - {name: Owner, type: person}
      - {name: Note, type: text}
      - {name: Made, type: created-at}
      - {name: Edited, type: modified-at}
  - table: Person
    display: Name
    columns:
      - {name: Name, type: text}
      - {name: Email, type: email, unique: true}
      - {name: Accounts, type: computed, formula: 'Filter([Account], [Owner] = thisRow)'}
)";

class ShopTest : public WorkspaceFixture {
 protected:
  ShopTest() : WorkspaceFixture(kShopYaml) {}
};

}  // namespace csip::workspace
