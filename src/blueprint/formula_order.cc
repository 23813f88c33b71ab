#include "blueprint/bind_formulas.h"

namespace csip::blueprint {
namespace {

enum class Mark : uint8_t { kFresh, kOpen, kDone };

}  // namespace

std::vector<size_t> SortByReads(const FormulaGraph& graph,
                                const std::function<void(const std::vector<size_t>&)>& cycle) {
  std::vector<size_t> order;
  std::vector<Mark> marks(graph.nodes.size(), Mark::kFresh);
  struct Step {
    size_t node;
    size_t next = 0;
  };
  std::vector<Step> path;  // a walk in depth, without recursion: chains of formulas can be long
  for (size_t start = 0; start < graph.nodes.size(); ++start) {
    if (marks[start] != Mark::kFresh) continue;
    marks[start] = Mark::kOpen;
    path.push_back({start});
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == graph.reads[step.node].size()) {
        marks[step.node] = Mark::kDone;
        order.push_back(step.node);
        path.pop_back();
        continue;
      }
      size_t read = graph.reads[step.node][step.next++];
      if (marks[read] == Mark::kFresh) {
        marks[read] = Mark::kOpen;
        path.push_back({read});
      } else if (marks[read] == Mark::kOpen) {
        std::vector<size_t> nodes;
        size_t from = path.size() - 1;
        while (path[from].node != read) --from;
        for (; from < path.size(); ++from) nodes.push_back(path[from].node);
        nodes.push_back(read);
        cycle(nodes);
      }
    }
  }
  return order;
}

}  // namespace csip::blueprint
