// What a CSV file holds, before anything is done with it: the names in its first line, its first rows, and every line that an
// import would leave out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "transfer/import_rows.h"

namespace csip::transfer {

struct CsvPreview {
  char separator = ',';
  std::vector<std::string> headers;            // as an import's mapping names them
  std::vector<std::vector<std::string>> rows;  // the first five
  size_t lines = 0;                            // below the first one, however many fields they have
  Problems problems;                           // what looks wrong and does not stop an import
};

// Reads all of the file. Errors: it is no CSV, or its first line does not name columns; the place says which line.
base::Result<CsvPreview> PreviewCsv(std::string_view csv);

}  // namespace csip::transfer
