// Abstract: what is known of the values an expression can have, over all rows a workspace may ever hold.
//
// It always encloses the truth: what it rules out cannot happen. Of a list it describes the items. Plain value.
#pragma once

#include <set>
#include <string>

#include "check/interval.h"
#include "formula/type.h"

namespace csip::check {

struct Abstract {
  bool blank = false;    // may be blank; of a list: an item may be
  bool yes = false;      // may be true
  bool no = false;       // may be false
  bool numeric = false;  // may be a number, of `number`
  Interval number;
  bool textual = false;  // may be a text: any where `any_text`, else one of `texts`
  bool any_text = false;
  std::set<std::string> texts;
  bool other = false;  // may be a day, a moment, a row, an error
  bool list = false;   // it is a list; it may be empty

  // Nothing is known.
  static Abstract Anything();
  // All values of the type, and blank.
  static Abstract Of(const formula::Type& type);
  static Abstract Number(Interval interval, bool blank = false);
  static Abstract Bool(bool yes, bool no, bool blank = false);
  static Abstract Text(std::string text);
  static Abstract Blank();

  Abstract NotBlank() const {
    Abstract a = *this;
    a.blank = false;
    return a;
  }
  // Whether it can be anything besides a number and blank.
  bool OnlyNumber() const { return numeric && !yes && !no && !textual && !other; }
  // Whether all its texts are known and it is nothing else but blank.
  bool OnlyTexts() const { return textual && !any_text && !yes && !no && !numeric && !other; }
  bool Impossible() const { return !blank && !yes && !no && !numeric && !textual && !other; }
};

// What is one or the other.
Abstract Join(const Abstract& a, const Abstract& b);

// Three-valued logic over sets of outcomes.
Abstract Not(const Abstract& a);
Abstract And(const Abstract& a, const Abstract& b);
Abstract Or(const Abstract& a, const Abstract& b);

// Whether two values can be equal, and whether they can differ (blank equals blank and nothing else).
Abstract Equal(const Abstract& a, const Abstract& b);

}  // namespace csip::check
