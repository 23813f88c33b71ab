// Service: what endpoint handlers work on. One per server; lives as long as it.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <thread>

#include "api/comment_counts.h"
#include "api/evaluation_gate.h"
#include "api/receipts.h"
#include "api/router.h"
#include "api/session.h"
#include "base/clock.h"
#include "view/chart.h"
#include "view/formula_values.h"
#include "view/rows.h"
#include "view/today.h"
#include "workspace/workspace.h"

namespace csip::api {

class Notices;
class Presence;
namespace jobs {
class Jobs;
}

struct Service {
  workspace::Workspace& workspace;
  base::TestClock* test_clock = nullptr;  // null: the clock cannot be set
  std::string version;
  const Router* router = nullptr;
  const Sessions* sessions = nullptr;
  // Half of the processors for formulas that requests bring.
  std::shared_ptr<EvaluationGate> evaluation_gate = std::make_shared<EvaluationGate>(
      std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2), 16);
  std::shared_ptr<view::Orders> orders = std::make_shared<view::Orders>();
  std::shared_ptr<Notices> notices;    // of the live stream
  std::shared_ptr<Presence> presence;  // who is where
  std::shared_ptr<jobs::Jobs> jobs;    // long work
  std::shared_ptr<Receipts> receipts = std::make_shared<Receipts>();
  std::shared_ptr<view::Charts> charts = std::make_shared<view::Charts>();
  std::shared_ptr<view::FormulaValues> values = std::make_shared<view::FormulaValues>();
  std::shared_ptr<view::Today> today = std::make_shared<view::Today>(orders.get());
  std::shared_ptr<CommentCounts> comment_counts = std::make_shared<CommentCounts>();
};

}  // namespace csip::api
