// What a formula can yield, given what its columns can hold; and what was seen on the way.
//
// Branches count only where their conditions can hold, and what a condition says of a value holds behind it: in
// If([A] > 0, 1 / [A], 0) the divisor is above 0.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/abstract.h"
#include "check/tree.h"

namespace csip::check {

// `left op right`, one of = != < <= > >=.
struct Comparison {
  const Node* node = nullptr;
  Abstract left, right;  // without what conditions around it say
  Abstract outcome;
};

// A text that a value is compared with: by = or !=, in HasAny and its like, as a case of Switch.
struct TextTest {
  const Node* node = nullptr;     // the whole test
  const Node* subject = nullptr;  // the value
  const Node* literal = nullptr;
  Abstract values;  // of the subject
};

struct Division {
  const Node* node = nullptr;
  const Node* divisor = nullptr;
  Abstract values;  // of the divisor, where it is computed
};

struct Facts {
  std::vector<Comparison> comparisons;
  std::vector<TextTest> text_tests;
  std::vector<Division> divisions;
};

// What is known where an expression stands.
struct Env {
  std::map<std::string, Abstract> known;  // by KeyOf
  std::vector<Abstract> frames;           // Node::frame
};

// The values of columns and of named values. Outlives the interpreter.
struct World {
  std::vector<std::vector<Abstract>> columns;
  std::vector<Abstract> names;
};

class Interpreter {
 public:
  // `facts` may be null.
  explicit Interpreter(const World& world, Facts* facts = nullptr) : world_(world), facts_(facts) {}
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;

  Abstract Run(const Node& node) { return Eval(node, {}); }
  Abstract Eval(const Node& node, const Env& env);

  // `env` and what follows from the condition being true, or false.
  Env Assume(const Node& condition, bool truth, Env env);

 private:
  Abstract EvalPlain(const Node& node, const Env& env);
  Abstract EvalColumn(const Node& node, const Env& env);
  Abstract EvalBinary(const Node& node, const Env& env);
  Abstract EvalNumbers(const Node& node, const Abstract& a, const Abstract& b);
  Abstract EvalJunction(Op op, const Abstract& value, const Node& left, const Node& right, const Env& env,
                        const Env& held);
  Abstract EvalComparison(const Node& node, const Env& env);
  Abstract EvalCall(const Node& node, const Env& env);
  Abstract EvalIf(const Node& node, const Env& env);
  Abstract EvalSwitch(const Node& node, const Env& env);
  Abstract EvalMembership(const Node& node, const Env& env);
  Abstract EvalLambdaCall(const Node& node, const Env& env);
  Abstract EvalAggregate(const Node& node, const std::vector<Abstract>& args);
  // The value without what conditions say, and without noting facts.
  Abstract Unconditional(const Node& node, const Env& env);
  void NoteText(const Node& node, const Node& subject, const Node& literal, const Env& env);

  // narrow.cc
  void AssumeComparison(const Node& condition, bool truth, Env* env);
  void AssumeDifference(const Node& a, const Node& b, Op op, Env* env);
  void AssumeMembership(const Node& condition, bool truth, Env* env);
  void Restrict(const Node& node, const Abstract& to, Env* env);

  // Of a hostile formula only so much is looked at; the rest may yield anything of its type.
  static constexpr size_t kMostSteps = 200'000;

  // One that notes no facts and shares the steps.
  Interpreter(const World& world, size_t* steps) : world_(world), steps_(steps) {}

  const World& world_;
  Facts* facts_ = nullptr;
  size_t own_steps_ = 0;
  size_t* steps_ = &own_steps_;
};

// Whether `part` counts some of what `whole` counts: CountIf(T, a AND b) of CountIf(T, a).
bool CountsPartOf(const Node& part, const Node& whole);

// The values of `a` for which `a op b` can hold.
Abstract Satisfying(const Abstract& a, Op op, const Abstract& b);

}  // namespace csip::check
