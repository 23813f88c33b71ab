// Records of a change log that something has damaged: a value comes out, and it is written as a record that reads the same.
#include "base/fuzz.h"
#include "store/sqlite/log_value.h"

using csip::base::MustHold;
using csip::value::Value;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const csip::store::sqlite::Catalog catalog = [] {
    csip::store::sqlite::Catalog made;
    made.tables.resize(2);
    made.tables[0].number = 7;
    made.tables[1].number = 9;
    return made;
  }();
  auto table_of = [](int64_t number) {
    return number == 7   ? csip::value::TableIndex{0}
           : number == 9 ? csip::value::TableIndex{1}
                         : csip::value::kNone;
  };
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Value v = csip::store::sqlite::ReadLogText(text, table_of);
  std::string written;
  csip::store::sqlite::AppendLogValue(v, catalog, &written);
  Value again = csip::store::sqlite::ReadLogText(written, table_of);
  std::string rewritten;
  csip::store::sqlite::AppendLogValue(again, catalog, &rewritten);
  MustHold(rewritten == written, "a record is always written the same", written + "\n" + rewritten);
  MustHold(again == v, "a record reads back the same", written);
  return 0;
}
