#include "check/weighted_sum.h"

#include <algorithm>
#include <cmath>

namespace csip::check {
namespace {

std::optional<double> Constant(const Node& node) {
  if (node.kind == NodeKind::kLiteral && node.value.is_number()) return node.value.number();
  return std::nullopt;
}

void Terms(const Node& node, std::vector<const Node*>* out) {
  if (!IsBinary(node, Op::kAdd)) return out->push_back(&node);
  Terms(*node.args[0], out);
  Terms(*node.args[1], out);
}

std::optional<WeightedPart> PartOf(const Node& term) {
  if (!IsBinary(term, Op::kMultiply) && !IsBinary(term, Op::kDivide)) return std::nullopt;
  const Node& a = *term.args[0];
  const Node& b = *term.args[1];
  WeightedPart part;
  if (auto right = Constant(b)) {
    part.node = &a;
    part.weight = term.op == Op::kMultiply ? *right : *right == 0 ? 0 : 1 / *right;
  } else if (auto left = Constant(a); left && term.op == Op::kMultiply) {
    part.node = &b;
    part.weight = *left;
  }
  if (part.node == nullptr || !(part.weight > 0) || Constant(*part.node)) return std::nullopt;
  return part;
}

bool IsWhole(double weights) {
  constexpr double kNearly = 0.005;
  return std::fabs(weights - 1) < kNearly || std::fabs(weights - 100) < 100 * kNearly;
}

void Collect(const Analysis& analysis, const Site& site, const Node& node, bool shared_out,
             std::vector<WeightedSum>* out) {
  if (IsBinary(node, Op::kAdd)) {
    std::vector<const Node*> terms;
    Terms(node, &terms);
    WeightedSum sum{.site = &site, .node = &node, .parts = {}, .shared_out = shared_out};
    double weights = 0;
    for (const Node* term : terms) {
      auto part = PartOf(*term);
      if (!part) break;
      weights += part->weight;
      sum.parts.push_back(*part);
    }
    if (sum.parts.size() == terms.size() && IsWhole(weights)) {
      for (WeightedPart& part : sum.parts) {
        part.value = analysis.ValueOf(*part.node);
        part.scale = analysis.ScaleOf(*part.node);
        if (part.scale) sum.top = std::max(sum.top, part.scale->hi);
      }
      out->push_back(std::move(sum));
      return;
    }
  }
  for (size_t i = 0; i < node.args.size(); ++i) {
    bool computed = IsBinary(node, Op::kDivide) && i == 0 && !Constant(*node.args[1]);
    Collect(analysis, site, *node.args[i], computed, out);
  }
}

}  // namespace

std::vector<WeightedSum> FindWeightedSums(const Analysis& analysis) {
  std::vector<WeightedSum> sums;
  for (const Site& site : analysis.sites()) {
    bool counts = site.kind == Site::Kind::kColumn || site.kind == Site::Kind::kNamed;
    if (counts && site.root() != nullptr) Collect(analysis, site, *site.root(), false, &sums);
  }
  return sums;
}

}  // namespace csip::check
