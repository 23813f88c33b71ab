#include "value/types/all.h"

namespace csip::value {

std::span<const ColumnType* const> ColumnTypes() {
  static constexpr const ColumnType* kAll[] = {
      &kTextType,        &kCanvasType,     &kNumberType,      &kPercentType,  &kCurrencyType,
      &kDateType,        &kDateTimeType,   &kDurationType,    &kCheckboxType, &kSelectType,
      &kMultiSelectType, &kSliderType,     &kScaleType,       &kEmailType,    &kLinkType,
      &kPhoneType,       &kPersonType,     &kMultiPersonType, &kRelationType, &kMultiRelationType,
      &kComputedType,    &kFilesType,      &kButtonType,      &kRowIdType,    &kCreatedAtType,
      &kCreatedByType,   &kModifiedAtType, &kModifiedByType,
  };
  return kAll;
}

const ColumnType* FindColumnType(std::string_view name) {
  for (const ColumnType* type : ColumnTypes()) {
    if (type->name == name) return type;
  }
  return nullptr;
}

}  // namespace csip::value
