#include "workspace/schema/carry.h"

#include <fmt/format.h>

#include "blueprint/catalog.h"
#include "formula/bind.h"
#include "workspace/cell_json.h"
#include "workspace/workspace.h"

namespace csip::workspace {

using base::Status;
using value::ColumnIndex;
using value::kNone;
using value::RowSlot;
using value::TableIndex;
using value::Value;

namespace {

class Carrier {
 public:
  Carrier(const CarryInput& input, const SchemaMap& map)
      : in_(input),
        map_(map),
        old_(*input.old),
        after_(*input.after),
        converter_(old_, after_, map, *input.renamed_options) {}

  base::Result<Carried> Run() {
    formula::EvalInputs inputs = old_.inputs();
    CSIP_ASSIGN_OR_RETURN(inputs.zone, value::Zone::Find(after_.blueprint.time_zone));
    inputs.today = inputs.zone.DateOf(inputs.now);
    out_.engine = std::make_unique<engine::Engine>(in_.after, inputs);
    out_.engine->UseThreads(old_.threads());
    for (TableIndex t = 0; t < after_.blueprint.tables.size(); ++t) {
      CarryLedger(t);
      LoadRows(t);
    }
    out_.engine->FinishLoad();
    CarryOverrides();
    out_.engine->Recompute();
    FindReplaced();
    out_.engine->Begin();
    SyncOptions(old_.compiled().blueprint, map_, *in_.renamed_options, in_.now, out_.engine.get(),
                &out_.ledger);
    Status filled = Fill();
    if (!filled.ok()) return filled.error();
    out_.engine->Finish();
    return std::move(out_);
  }

 private:
  void CarryLedger(TableIndex t) {
    TableIndex from = map_.old_table[t];
    out_.ledger.next_row.push_back(from == kNone ? 1 : in_.ledger->next_row[from]);
    out_.ledger.deleted.push_back(from == kNone ? std::set<int64_t>() : in_.ledger->deleted[from]);
  }

  void LoadRows(TableIndex t) {
    TableIndex from = map_.old_table[t];
    value::RowBlock block;
    if (from != kNone) {
      for (RowSlot row : old_.Rows(from))
        AddRow(old_.RowNumber(from, row), old_.CreatedAt(from, row), old_.ModifiedAt(from, row), &block);
    }
    std::map<std::pair<ColumnIndex, int64_t>, const Value*> restored;
    for (const RestoredRow& row : *in_.restored) {
      if (row.table != t) continue;
      if (row.insert) {
        AddRow(row.row, in_.now, in_.now, &block);
        out_.ledger.next_row[t] = std::max(out_.ledger.next_row[t], row.row + 1);
      }
      for (const auto& [c, v] : row.cells) restored[{c, row.row}] = &v;
    }
    for (ColumnIndex c = 0; c < after_.blueprint.tables[t].columns.size(); ++c) {
      Converter::How how = converter_.HowOf(t, c);
      auto first = restored.lower_bound({c, 0});
      bool back = first != restored.end() && first->first.first == c;
      value::Cells& cells = block.columns.emplace_back();
      if (how == Converter::How::kNothing && !back) continue;
      cells = value::Cells(after_.storage[t][c], after_.catalog.tables[t].columns[c].type.table);
      for (size_t i = 0; i < block.size(); ++i) {
        auto known = back ? restored.find({c, block.numbers[i]}) : restored.end();
        cells.Add(known != restored.end()           ? *known->second
                  : how == Converter::How::kNothing ? Value()
                                                    : CellOf(t, c, how, old_.Rows(from)[i]));
      }
    }
    out_.engine->LoadRows(t, block);
  }

  static void AddRow(int64_t number, base::Micros created, base::Micros modified, value::RowBlock* block) {
    block->numbers.push_back(number);
    block->created_at.push_back(created);
    block->modified_at.push_back(modified);
  }

  Value CellOf(TableIndex t, ColumnIndex c, Converter::How how, RowSlot row) {
    TableIndex from = map_.old_table[t];
    if (how == Converter::How::kCreatedAt) return Value::Instant(old_.CreatedAt(from, row));
    if (how == Converter::How::kModifiedAt) return Value::Instant(old_.ModifiedAt(from, row));
    Value before = old_.Get(from, map_.old_column[t][c], row);
    if (before.is_blank()) return {};
    Converted to =
        how == Converter::How::kCopy ? converter_.Copy(t, c, before) : converter_.Convert(t, c, before);
    if (!to.exact) Lose(t, c, row, before, converter_.TextOf(before), to.value);
    return std::move(to.value);
  }

  void Lose(TableIndex t, ColumnIndex c, RowSlot old_row, const Value& before, const std::string& text,
            const Value& after) {
    if (out_.losses.empty() || out_.losses.back().table != t || out_.losses.back().column != c)
      out_.losses.push_back({t, c, 0, {}});
    ColumnLoss& loss = out_.losses.back();
    ++loss.count;
    if (loss.examples.size() >= kSamples) return;
    TableIndex from = map_.old_table[t];
    ValueSample sample{RowId(old_.RowNumber(from, old_row)), old_.NameOf({from, old_row}),
                       CellJson(old_, before), ""};
    // The value is of a row that is not loaded yet, so it has no name.
    bool rows = !after.is_blank() && value::AsItems(after)[0].is_row();
    sample.after = rows ? base::QuoteJson("(one row of `" + text + "`)") : CellJson(*out_.engine, after);
    loss.examples.push_back(std::move(sample));
  }

  void CarryOverrides() {
    for (store::Override o : in_.ledger->overrides) {
      TableIndex t = map_.new_table[o.table];
      ColumnIndex c = t == kNone ? kNone : map_.new_column[o.table][o.column];
      if (c == kNone || !after_.blueprint.tables[t].columns[c].overridable ||
          after_.storage[t][c] != old_.compiled().storage[o.table][o.column]) {
        continue;
      }
      auto row = out_.engine->FindRow(t, o.row);
      if (!row) continue;
      o.table = t;
      o.column = c;
      out_.engine->LoadOverride(t, c, *row, o.value);
      out_.ledger.overrides.push_back(std::move(o));
    }
  }

  // Written values that a formula, or the links of another column, now replace.
  void FindReplaced() {
    for (TableIndex t = 0; t < after_.blueprint.tables.size(); ++t) {
      TableIndex from = map_.old_table[t];
      if (from == kNone) continue;
      const auto& columns = after_.blueprint.tables[t].columns;
      for (ColumnIndex c = 0; c < columns.size(); ++c) {
        ColumnIndex was = map_.old_column[t][c];
        if (was == kNone) continue;
        const auto& old = old_.compiled().blueprint.tables[from].columns[was];
        bool written = !old.computed() && !IsMirror(old) && !old.type->automatic;
        bool button = columns[c].type->storage == value::Storage::kNone;
        if (!written || !(columns[c].computed() || IsMirror(columns[c]) || button)) continue;
        auto slots = out_.engine->Rows(t);
        size_t i = 0;
        for (RowSlot row : old_.Rows(from)) {
          RowSlot slot = slots[i++];
          Value before = old_.Get(from, was, row);
          if (before.is_blank()) continue;
          Value after = out_.engine->Get(t, c, slot);
          if (CellJson(old_, before) != CellJson(*out_.engine, after)) Lose(t, c, row, before, "", after);
        }
      }
    }
  }

  Status Fill() {
    for (const auto& [id, formula] : *in_.fills) {
      for (TableIndex t = 0; t < after_.blueprint.tables.size(); ++t) {
        auto c = after_.blueprint.tables[t].FindColumn(id);
        if (c) CSIP_RETURN_IF_ERROR(FillColumn(t, *c, formula));
      }
    }
    return {};
  }

  Status FillColumn(TableIndex t, ColumnIndex c, const blueprint::Formula& formula) {
    const auto& column = after_.blueprint.tables[t].columns[c];
    std::string where = after_.blueprint.tables[t].name + "." + column.name;
    if (column.computed()) return base::Invalid(fmt::format("{} is computed; it takes no `fill`", where));
    formula::Bound bound =
        formula::Bind(formula.text, {.catalog = &after_.catalog, .table = t, .locals = {}});
    for (const auto& diagnostic : bound.diagnostics) {
      if (diagnostic.severity == formula::Diagnostic::Severity::kError)
        return base::Invalid(fmt::format("{} (the fill of {})", diagnostic.message, where));
    }
    formula::Type want = blueprint::DeclaredType(after_.blueprint, t, c);
    formula::Type got = want.list && !bound.type.list ? bound.type.ListOf() : bound.type;
    if (!blueprint::Fits(want, got)) {
      return base::Invalid(fmt::format("the fill gives {}, but {} holds {}",
                                       formula::NameOf(bound.type, after_.catalog), where,
                                       formula::NameOf(want, after_.catalog)));
    }
    for (RowSlot row : out_.engine->Rows(t)) {
      if (!out_.engine->Get(t, c, row).is_blank()) continue;
      Value v = out_.engine->Evaluate(bound, {t, row}, {});
      if (v.is_error()) {
        return base::Invalid(fmt::format("the fill of {} gives {} for {}: {}", where,
                                         value::NameOf(v.error_code()), RowId(out_.engine->RowNumber(t, row)),
                                         v.error_reason()));
      }
      if (want.list && !v.is_blank() && !v.is_list()) v = Value::List({v});
      out_.engine->SetCell(t, c, row, v);
    }
    return {};
  }

  const CarryInput& in_;
  const SchemaMap& map_;
  const engine::Engine& old_;
  const blueprint::Compiled& after_;
  Converter converter_;
  Carried out_;
};

}  // namespace

base::Result<Carried> CarryOver(const CarryInput& input, const SchemaMap& map) {
  return Carrier(input, map).Run();
}

}  // namespace csip::workspace
