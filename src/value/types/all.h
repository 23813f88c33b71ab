// Every column type, one declaration a line; the files of this folder define them.
#pragma once

#include "value/column_type.h"

namespace csip::value {

extern const ColumnType kTextType, kCanvasType, kEmailType, kLinkType, kPhoneType;
extern const ColumnType kNumberType, kPercentType, kCurrencyType, kDurationType, kSliderType, kScaleType;
extern const ColumnType kCheckboxType, kDateType, kDateTimeType;
extern const ColumnType kSelectType, kMultiSelectType, kRelationType, kMultiRelationType, kPersonType,
    kMultiPersonType;
extern const ColumnType kComputedType, kFilesType, kButtonType, kRowIdType;
extern const ColumnType kCreatedByType, kCreatedAtType, kModifiedByType, kModifiedAtType;

}  // namespace csip::value
