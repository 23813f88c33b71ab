#include "base/collate.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <memory>

namespace csip::base {
namespace {

std::unique_ptr<icu::Collator> MakeCollator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> collator(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status)) return nullptr;
  collator->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  return collator;
}

}  // namespace

std::string SortKey(std::string_view text) {
  static const std::unique_ptr<icu::Collator> collator =
      MakeCollator();  // reading it is safe from any thread
  if (collator == nullptr) return std::string(text);
  icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string key(text.size() * 2 + 16, '\0');
  for (;;) {
    int32_t size = collator->getSortKey(source, reinterpret_cast<uint8_t*>(key.data()),
                                        static_cast<int32_t>(key.size()));
    bool fits = static_cast<size_t>(size) <= key.size();
    key.resize(static_cast<size_t>(size));
    if (fits) return key;
  }
}

}  // namespace csip::base
