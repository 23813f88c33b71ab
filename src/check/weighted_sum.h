// Weighted sums: [A] * 0.4 + [B] * 0.6.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/analysis.h"

namespace csip::check {

struct WeightedPart {
  const Node* node = nullptr;  // what is weighted
  double weight = 0;
  Abstract value;
  std::optional<Interval> scale;  // that its numbers are meant on
};

struct WeightedSum {
  const Site* site = nullptr;
  const Node* node = nullptr;  // the whole sum
  std::vector<WeightedPart> parts;
  bool shared_out = false;  // it is divided by something that is computed: the weights of what is known
  double top = 0;           // the greatest value of the widest scale among the parts; 0 where none is known
};

// Of every formula of a column or with a name: sums of at least two parts with weights above 0 that add up to 1, or to 100.
std::vector<WeightedSum> FindWeightedSums(const Analysis& analysis);

}  // namespace csip::check
