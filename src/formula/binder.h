// The work of Bind (formula/bind.h): one walk over the tree that resolves names, types nodes and notes what
// is read.
//
// Lives for one call. After an error a node counts as bound to "any value", so that one mistake is reported
// once; a node whose receiver failed is left alone.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formula/bind.h"
#include "formula/function.h"

namespace csip::formula {

class Binder {
 public:
  Binder(std::string_view text, const BindContext& context, Bound* bound);

  // False when there was an error at this node or below it.
  bool BindNode(Node* node);

 private:
  // One entry of the evaluator's stack of frames (Node::frame).
  struct Frame {
    enum class Kind { kCurrent, kNamed, kHidden };
    Kind kind = Kind::kHidden;
    std::string name;
    Type type;
  };

  // bind_name.cc
  bool BindName(Node* node);
  bool BindMember(Node* node);
  bool BindKeyword(Node* node, bool* found);
  bool FailName(const Node& node, const Frame* row_lambda);
  bool ToColumn(Node* node, TableIndex table, ColumnIndex column, NodePtr row);
  const Frame* RowLambda()
      const;  // the innermost frame whose current value is a row; nullptr when there is none
  // Whether a lambda, inside that one, goes through items of unknown kind: a bare name could be a column of theirs.
  bool HasUnknownItems() const;
  NodePtr ImplicitRow(Span span) const;

  // bind_call.cc
  bool BindCall(Node* node);
  bool BindArguments(Node* node, const Function& function);
  bool BindLambda(Node* node, size_t index, const Function& function);
  bool BindSought(Node* node, size_t index);
  bool CheckCount(const Node& node, const Function& function);
  bool CheckArgument(const Node& call, const Function& function, size_t index);
  void NoteCallReads(const Node& node, const Function& function);

  // bind.cc
  bool BindUnary(Node* node);
  bool BindBinary(Node* node);
  bool FinishBinary(Node* node);  // once both operands are bound
  bool CheckOperands(const Node& node);
  void WarnOfComparison(const Node& node);

  // Marks the text literals of `node` as options of the column that `type` stems from (S12).
  void MarkOptions(Node* node, const Type& type);
  // The text of a row of this type is read.
  void ReadDisplay(const Type& type);
  void ReadColumn(TableIndex table, ColumnIndex column);

  bool Fail(Span span, std::string message, Diagnostic::Kind kind = Diagnostic::Kind::kType);
  void Warn(Span span, std::string message, Diagnostic::Kind kind = Diagnostic::Kind::kType);
  std::string Words(const Node& node) const;  // the node as written, in backticks
  std::string TypeWords(const Type& type) const { return NameOf(type, catalog_); }
  const CatalogTable& TableAt(TableIndex table) const { return catalog_.tables[table]; }

  std::string_view text_;
  const BindContext& context_;
  const Catalog& catalog_;
  Bound* bound_;
  std::vector<Frame> frames_;
};

}  // namespace csip::formula
