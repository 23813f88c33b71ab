#include "workspace/undo.h"

#include <fmt/format.h>

#include <algorithm>

#include "workspace/reversal.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Code;
using base::Error;
using base::Result;
using base::Status;
using store::Store;
using store::TransactionInfo;

namespace {

constexpr char kUndo[] = "undo", kRedo[] = "redo";
constexpr size_t kPage = 100;  // transactions looked at together

Result<std::optional<TransactionInfo>> One(Store& store, store::TransactionQuery query) {
  query.limit = 1;
  CSIP_ASSIGN_OR_RETURN(auto found, store.Transactions(query));
  return found.empty() ? std::optional<TransactionInfo>() : std::optional<TransactionInfo>(found[0]);
}

Result<std::optional<TransactionInfo>> TakenBackBy(Store& store, int64_t sequence) {
  return One(store, {.actor = {}, .sequence = {}, .reverts = sequence});
}

// The transactions of a chain that matter.
struct Chain {
  TransactionInfo edit;
  TransactionInfo last;
  bool undone() const { return last.cause == kUndo; }
};

Result<Chain> ChainOf(Store& store, const TransactionInfo& member) {
  Chain chain{member, member};
  while (chain.edit.reverts != 0) {
    CSIP_ASSIGN_OR_RETURN(auto before, One(store, {.actor = {}, .sequence = chain.edit.reverts}));
    if (!before) return Error{Code::kCorrupt, "the log lacks a transaction that was taken back"};
    chain.edit = *before;
  }
  while (true) {
    CSIP_ASSIGN_OR_RETURN(auto next, TakenBackBy(store, chain.last.sequence));
    if (!next) return chain;
    chain.last = *next;
  }
}

Status CheckUndoable(Store& store, const TransactionInfo& edit) {
  CSIP_ASSIGN_OR_RETURN(auto schema, store.BlueprintChanges());
  bool changed = std::any_of(schema.begin(), schema.end(),
                             [&](const Store::BlueprintChange& c) { return c.sequence == edit.sequence; });
  if (changed) {
    return Error{
        Code::kConflict,
        fmt::format(
            "transaction {} changed the schema, which is not taken back this way: what was removed comes "
            "back by /api/schema/restore; an earlier transaction is taken back by its `sequence`",
            edit.sequence)};
  }
  bool own = edit.cause == "day" || edit.cause == "recompute" || edit.cause == "blueprint";
  if (own && edit.actor == access::Actor::System().id) {
    return Error{Code::kConflict, fmt::format("transaction {} is no edit: csip wrote it by itself ({})",
                                              edit.sequence, edit.cause)};
  }
  return {};
}

// The newest transaction of the actor that is in force.
Result<TransactionInfo> NewestInForce(Store& store, const access::Actor& actor) {
  store::TransactionQuery query{.actor = actor.id, .sequence = {}, .limit = kPage};
  while (true) {
    CSIP_ASSIGN_OR_RETURN(auto page, store.Transactions(query));
    for (const TransactionInfo& transaction : page) {
      if (transaction.cause == kUndo && transaction.reverts != 0) continue;
      CSIP_ASSIGN_OR_RETURN(auto next, TakenBackBy(store, transaction.sequence));
      if (!next) return transaction;
    }
    if (page.size() < kPage) break;
    query.before_sequence = page.back().sequence;
  }
  return Error{Code::kConflict, "there is nothing of yours to undo"};
}

// The newest undo of the actor that is in force, with no other edit of the actor after it.
Result<TransactionInfo> NewestUndo(Store& store, const access::Actor& actor) {
  store::TransactionQuery query{.actor = actor.id, .sequence = {}, .limit = kPage};
  while (true) {
    CSIP_ASSIGN_OR_RETURN(auto page, store.Transactions(query));
    for (const TransactionInfo& transaction : page) {
      if (transaction.reverts == 0) {
        return Error{
            Code::kConflict,
            fmt::format("there is nothing to redo: you wrote transaction {} since you last undid something, "
                        "if ever you did",
                        transaction.sequence)};
      }
      if (transaction.cause != kUndo) continue;
      CSIP_ASSIGN_OR_RETURN(auto next, TakenBackBy(store, transaction.sequence));
      if (!next) return transaction;
    }
    if (page.size() < kPage) break;
    query.before_sequence = page.back().sequence;
  }
  return Error{Code::kConflict, "there is nothing to redo"};
}

// The last of the chain that was asked for.
Result<TransactionInfo> Named(Store& store, const access::Actor& actor, const UndoRequest& request) {
  CSIP_ASSIGN_OR_RETURN(auto found, One(store, {.actor = {}, .sequence = request.sequence}));
  if (!found) return base::NotFound(fmt::format("there is no transaction {}", *request.sequence));
  CSIP_ASSIGN_OR_RETURN(Chain chain, ChainOf(store, *found));
  bool own = chain.edit.actor == actor.id || chain.last.actor == actor.id;
  if (!own && !actor.may_administer()) {
    return Error{Code::kDenied,
                 fmt::format("transaction {} is another's: taking it back needs the scope `admin`",
                             *request.sequence)};
  }
  // Of an undo that is in force: taking it back is redo.
  bool redo = request.redo || (found->cause == kUndo && found->sequence == chain.last.sequence);
  if (redo && !chain.undone()) {
    return Error{Code::kConflict,
                 fmt::format("transaction {} is in force: there is nothing to redo", chain.edit.sequence)};
  }
  if (!redo && chain.undone()) {
    return Error{Code::kConflict, fmt::format("transaction {} is taken back already, by transaction {}",
                                              chain.edit.sequence, chain.last.sequence)};
  }
  return chain.last;
}

}  // namespace

Result<Request> PlanUndo(Store& store, const blueprint::Blueprint& blueprint, const access::Actor& actor,
                         const UndoRequest& request) {
  auto chosen = request.sequence ? Named(store, actor, request)
                : request.redo   ? NewestUndo(store, actor)
                                 : NewestInForce(store, actor);
  if (!chosen.ok()) return chosen.error();
  CSIP_RETURN_IF_ERROR(CheckUndoable(store, *chosen));
  CSIP_ASSIGN_OR_RETURN(Reversal reversal, ReadReversal(store, blueprint, chosen->sequence));
  reversal.force = request.force;
  Request out;
  out.reason = request.reason;
  out.cause = chosen->reverts != 0 && chosen->cause == kUndo ? kRedo : kUndo;
  out.reverts = chosen->sequence;
  out.reversal = std::make_shared<const Reversal>(std::move(reversal));
  return out;
}

Result<Request> PlanRestore(Store& store, const blueprint::Blueprint& blueprint,
                            const RestoreRequest& request) {
  std::vector<std::pair<value::TableIndex, int64_t>> rows;
  for (const RestoreRequest::Row& row : request.rows) {
    auto table = blueprint.FindTable(row.table);
    if (!table) return base::NotFound(fmt::format("no table `{}`", row.table));
    auto number = ReadRowId(row.row);
    if (!number) return base::Invalid(fmt::format("`{}` is no row id; write it as in i-12", row.row));
    rows.emplace_back(*table, *number);
  }
  CSIP_ASSIGN_OR_RETURN(Reversal reversal, ReadReturn(store, blueprint, rows));
  reversal.force = request.force;
  Request out;
  out.reason = request.reason;
  out.cause = "restore";
  out.reversal = std::make_shared<const Reversal>(std::move(reversal));
  return out;
}

Result<bool> IsTakenBack(Store& store, const TransactionInfo& transaction) {
  CSIP_ASSIGN_OR_RETURN(Chain chain, ChainOf(store, transaction));
  return chain.undone() != (transaction.cause == kUndo && transaction.reverts != 0);
}

}  // namespace csip::workspace
