#include "check/abstract.h"

#include <algorithm>

namespace csip::check {

using formula::Base;

Abstract Abstract::Anything() {
  Abstract a;
  a.blank = a.yes = a.no = a.numeric = a.textual = a.any_text = a.other = true;
  return a;
}

Abstract Abstract::Of(const formula::Type& type) {
  Abstract a;
  a.blank = true;
  a.list = type.list;
  switch (type.base) {
    case Base::kAny:
      a = Anything();
      a.list = type.list;
      break;
    case Base::kBlank:
      break;
    case Base::kBool:
      a.yes = a.no = true;
      break;
    case Base::kNumber:
      a.numeric = true;
      break;
    case Base::kText:
      a.textual = a.any_text = true;
      break;
    case Base::kDate:
    case Base::kInstant:
    case Base::kRow:
      a.other = true;
      break;
  }
  return a;
}

Abstract Abstract::Number(Interval interval, bool blank) {
  Abstract a;
  a.numeric = !interval.empty();
  a.number = interval;
  a.blank = blank;
  return a;
}

Abstract Abstract::Bool(bool yes, bool no, bool blank) {
  Abstract a;
  a.yes = yes;
  a.no = no;
  a.blank = blank;
  return a;
}

Abstract Abstract::Text(std::string text) {
  Abstract a;
  a.blank = text.empty();  // the empty text is blank (S2)
  a.textual = !text.empty();
  if (a.textual) a.texts.insert(std::move(text));
  return a;
}

Abstract Abstract::Blank() {
  Abstract a;
  a.blank = true;
  return a;
}

Abstract Join(const Abstract& a, const Abstract& b) {
  Abstract out = a;
  out.blank |= b.blank;
  out.yes |= b.yes;
  out.no |= b.no;
  if (a.numeric && b.numeric)
    out.number = Hull(a.number, b.number);
  else if (b.numeric)
    out.number = b.number;
  out.numeric |= b.numeric;
  out.textual |= b.textual;
  out.any_text |= b.any_text;
  out.texts.insert(b.texts.begin(), b.texts.end());
  out.other |= b.other;
  out.list |= b.list;
  return out;
}

Abstract Not(const Abstract& a) {
  if (a.other || a.numeric || a.textual) return Abstract::Bool(true, true, true);
  return Abstract::Bool(a.no, a.yes, a.blank);
}

Abstract And(const Abstract& a, const Abstract& b) {
  return Abstract::Bool(a.yes && b.yes, a.no || b.no, (a.blank && (b.blank || b.yes)) || (b.blank && a.yes));
}

Abstract Or(const Abstract& a, const Abstract& b) {
  return Not(And(Not(a), Not(b)));
}

Abstract Equal(const Abstract& a, const Abstract& b) {
  bool same =
      (a.blank && b.blank) || (a.yes && b.yes) || (a.no && b.no) || a.other || b.other || a.list || b.list;
  same |= a.numeric && b.numeric && !Meet(a.number, b.number).empty();
  // A number or a truth value meets a text that reads so; the text's content decides, which is left open.
  same |= (a.textual && (b.numeric || b.yes || b.no)) || (b.textual && (a.numeric || a.yes || a.no));
  if (a.textual && b.textual) {
    same |= a.any_text || b.any_text ||
            std::any_of(a.texts.begin(), a.texts.end(),
                        [&](const std::string& t) { return b.texts.contains(t); });
  }
  auto single = [](const Abstract& v) {
    if (v.list || v.other) return false;
    int kinds = v.blank + v.yes + v.no + v.numeric + v.textual;
    if (kinds != 1) return false;
    if (v.numeric) return v.number.constant();
    return !v.textual || (!v.any_text && v.texts.size() == 1);
  };
  return Abstract::Bool(same, !(same && single(a) && single(b)));
}

}  // namespace csip::check
