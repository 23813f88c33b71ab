#include "formula/functions/json_path.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "base/text.h"
#include "formula/conversion.h"

namespace csip::formula {

using base::Json;

namespace {

// One step of a path.
struct Step {
  enum class Kind { kMember, kIndex, kAll, kSlice, kFilter };
  Kind kind = Kind::kMember;
  bool deep = false;  // behind `..`: of every value below, too
  std::string name;
  double index = 0;  // also the begin of a slice
  std::optional<double> end;
  std::vector<Step> inner;  // of a filter: the path under @
  std::string op;           // "" asks whether it is there
  Json operand;
};

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  base::Result<std::vector<Step>> Read() {
    if (Next() == '$') ++at_;
    std::vector<Step> steps = ReadSteps(false);
    if (problem_.empty() && at_ < text_.size()) Fail("expected `.` or `[`");
    if (problem_.empty()) return steps;
    return base::Invalid(
        fmt::format("the JSON path \"{}\" has a mistake at character {}: {}", text_, at_ + 1, problem_));
  }

 private:
  char Next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    if (Next() != c) return false;
    ++at_;
    return true;
  }
  void SkipSpace() {
    while (Next() == ' ') ++at_;
  }
  void Fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }

  // Up to the end, or inside a filter up to what cannot belong to the path. A filter holds no filter.
  std::vector<Step> ReadSteps(bool in_filter) {
    std::vector<Step> steps;
    while (problem_.empty() && at_ < text_.size()) {
      Step step;
      bool first = steps.empty() && !in_filter && at_ == 0;
      if (Take('.')) {
        step.deep = Take('.');
        if (!(step.deep && Next() == '[')) {
          ReadName(&step);
          steps.push_back(std::move(step));
          continue;
        }
      } else if (first && Next() != '[') {
        ReadName(&step);
        steps.push_back(std::move(step));
        continue;
      }
      if (!Take('[')) break;
      ReadBracket(&step, in_filter);
      steps.push_back(std::move(step));
    }
    return steps;
  }

  void ReadName(Step* step) {
    if (Take('*')) {
      step->kind = Step::Kind::kAll;
      return;
    }
    size_t end = std::min(text_.find_first_of(".[]()=!<>& |'\"?*", at_), text_.size());
    step->name = std::string(text_.substr(at_, end - at_));
    if (step->name.empty()) Fail("expected a name");
    at_ = end;
  }

  void ReadBracket(Step* step, bool in_filter) {
    SkipSpace();
    if (Take('*')) {
      step->kind = Step::Kind::kAll;
    } else if (Next() == '\'' || Next() == '"') {
      step->name = ReadQuoted();
    } else if (Take('?')) {
      if (in_filter) return Fail("a filter cannot hold another");
      ReadFilter(step);
    } else {
      ReadIndex(step);
    }
    SkipSpace();
    if (!Take(']')) Fail("expected `]`");
  }

  void ReadIndex(Step* step) {
    step->kind = Step::Kind::kIndex;
    std::optional<double> begin = ReadWhole();
    if (Take(':')) {
      step->kind = Step::Kind::kSlice;
      step->index = begin.value_or(0);
      step->end = ReadWhole();
    } else if (begin) {
      step->index = *begin;
    } else {
      Fail("expected a position, a name in quotes, * or ?");
    }
  }

  std::optional<double> ReadWhole() {
    size_t end = at_ + (Next() == '-' ? 1 : 0);
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    auto number = ReadNumber(text_.substr(at_, end - at_));
    if (number) at_ = end;
    return number;
  }

  std::string ReadQuoted() {
    char quote = text_[at_++];
    size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) {
      Fail("the quote is not closed");
      return {};
    }
    std::string name(text_.substr(at_, end - at_));
    at_ = end + 1;
    return name;
  }

  // (@.a.b == 1), the parentheses may be left out.
  void ReadFilter(Step* step) {
    step->kind = Step::Kind::kFilter;
    bool open = Take('(');
    SkipSpace();
    if (!Take('@')) return Fail("a filter begins with @");
    step->inner = ReadSteps(true);
    SkipSpace();
    for (std::string_view op : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!text_.substr(at_).starts_with(op)) continue;
      step->op = std::string(op);
      at_ += op.size();
      SkipSpace();
      ReadOperand(step);
      break;
    }
    SkipSpace();
    if (open && !Take(')')) Fail("expected `)`");
  }

  void ReadOperand(Step* step) {
    if (Next() == '\'' || Next() == '"') {
      step->operand = Json::Text(ReadQuoted());
      return;
    }
    size_t end = std::min(text_.find_first_of(")] ", at_), text_.size());
    std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    if (word == "true" || word == "false") {
      step->operand = Json::Bool(word == "true");
    } else if (auto number = ReadNumber(word)) {
      step->operand = Json::Number(*number);
    } else if (word != "null") {
      Fail("expected a number, a text in quotes, true, false or null");
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string problem_;
};

class Walker {
 public:
  explicit Walker(const std::function<bool()>& pay) : pay_(pay) {}

  std::vector<const Json*> Follow(std::vector<const Json*> values, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      std::vector<const Json*> next;
      for (const Json* value : values) Apply(*value, step, &next);
      values = std::move(next);
    }
    return values;
  }

 private:
  bool Pay() { return paid_ = paid_ && pay_(); }

  // JSON is nested no deeper than its reader allows, so the recursion ends.
  void Apply(const Json& value, const Step& step, std::vector<const Json*>* out) {
    if (!Pay()) return;
    Pick(value, step, out);
    if (!step.deep) return;
    for (const Json& item : value.items()) Apply(item, step, out);
    for (const auto& [name, member] : value.members()) Apply(member, step, out);
  }

  void Pick(const Json& value, const Step& step, std::vector<const Json*>* out) {
    auto size = static_cast<double>(value.items().size());
    auto place = [size](double index) { return index < 0 ? index + size : index; };
    switch (step.kind) {
      case Step::Kind::kMember:
        if (const Json* member = value.Find(step.name)) out->push_back(member);
        break;
      case Step::Kind::kIndex:
        if (place(step.index) >= 0 && place(step.index) < size)
          out->push_back(&value.items()[static_cast<size_t>(place(step.index))]);
        break;
      case Step::Kind::kSlice: {
        double end = std::min(size, place(step.end.value_or(size)));
        for (double i = std::max(0.0, place(step.index)); i < end && Pay(); ++i)
          out->push_back(&value.items()[static_cast<size_t>(i)]);
        break;
      }
      case Step::Kind::kAll:
      case Step::Kind::kFilter:
        ForEach(value, [&](const Json& item) {
          if (step.kind == Step::Kind::kAll || Holds(item, step)) out->push_back(&item);
        });
        break;
    }
  }

  template <typename Take>
  void ForEach(const Json& value, Take take) {
    for (const Json& item : value.items()) {
      if (Pay()) take(item);
    }
    for (const auto& [name, member] : value.members()) {
      if (Pay()) take(member);
    }
  }

  bool Holds(const Json& item, const Step& step) {
    std::vector<const Json*> found = Follow({&item}, step.inner);
    if (found.empty()) return step.op == "!=";
    if (step.op.empty()) return true;
    const Json& a = *found[0];
    const Json& b = step.operand;
    if (step.op == "==") return a == b;
    if (step.op == "!=") return !(a == b);
    bool comparable = a.kind() == b.kind() && (a.is_number() || a.is_text());
    if (!comparable) return false;
    int order =
        a.is_text() ? a.text().compare(b.text()) : (a.number() < b.number() ? -1 : a.number() > b.number());
    if (step.op == "<") return order < 0;
    if (step.op == "<=") return order <= 0;
    return step.op == ">" ? order > 0 : order >= 0;
  }

  const std::function<bool()>& pay_;
  bool paid_ = true;
};

}  // namespace

base::Result<JsonMatches> FindInJson(const Json& root, std::string_view path,
                                     const std::function<bool()>& pay) {
  CSIP_ASSIGN_OR_RETURN(std::vector<Step> steps, PathReader(path).Read());
  JsonMatches matches;
  for (const Step& step : steps) {
    matches.single &= !step.deep && (step.kind == Step::Kind::kMember || step.kind == Step::Kind::kIndex);
  }
  matches.found = Walker(pay).Follow({&root}, steps);
  return matches;
}

}  // namespace csip::formula
