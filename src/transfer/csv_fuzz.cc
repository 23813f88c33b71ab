// CSV of a stranger: records or an error with its place; records that are written read back the same.
#include "base/fuzz.h"
#include "transfer/csv_reader.h"
#include "transfer/csv_writer.h"

using csip::base::MustHold;
using csip::transfer::CsvReader;
using Records = std::vector<std::vector<std::string>>;

namespace {

bool ReadAll(std::string_view text, Records* records) {
  CsvReader reader(text, {.field_bytes = 4096, .fields = 100});
  std::vector<std::string_view> fields;
  for (;;) {
    auto more = reader.Next(&fields);
    if (!more.ok()) {
      MustHold(!more.error().ToString().empty(), "an error has words");
      return false;
    }
    if (!*more) return true;
    MustHold(reader.position() <= text.size() && !fields.empty(), "a record stands in the text", text);
    records->emplace_back(fields.begin(), fields.end());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string guarded = csip::transfer::GuardCell(text);
  MustHold(csip::transfer::UnguardCell(guarded) == text, "a guarded cell is undone", guarded);
  Records records;
  if (!ReadAll(text, &records)) return 0;
  // A first record of two fields says what separates them.
  std::string written;
  csip::transfer::AppendCsvRecord({"a", "b"}, &written);
  for (const auto& record : records) csip::transfer::AppendCsvRecord(record, &written);
  Records again;
  MustHold(ReadAll(written, &again), "written records can be read", written);
  again.erase(again.begin());
  for (auto& record : again) {
    for (std::string& field : record) field = csip::transfer::UnguardCell(field);
  }
  std::erase_if(records, [](const auto& record) { return record.size() == 1 && record[0].empty(); });
  std::erase_if(again, [](const auto& record) { return record.size() == 1 && record[0].empty(); });
  MustHold(again == records, "written records read back the same", written);
  return 0;
}
