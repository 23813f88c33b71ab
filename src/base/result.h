// Result<T>: a value, or an Error that says what went wrong in words for a person.
//
// For everything a user, a file, the network or a blueprint can cause. A formula's errors are values in cells
// (value/value.h); our own bugs throw and are caught at four doors only: request, job, connector callback, main.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace csip::base {

enum class Code : uint8_t {
  kInvalid,          // the input is wrong; trying again does not help
  kNotFound,         // what was named does not exist
  kConflict,         // taken, changed meanwhile, or in the way of another rule
  kUnauthenticated,  // who are you?
  kDenied,           // known, and not allowed
  kTooLarge,         // over a limit on size
  kLimit,            // over a budget: time, steps, depth, rate
  kUnavailable,      // try again later: the disk is full, the server stops
  kCorrupt,          // stored data does not hold what it promised
  kUnsupported,      // understood, and not offered
  kInternal,         // our bug
};

// The code's name in lower case with underscores, as in logs and JSON ("not_found").
const char* NameOf(Code code);

// Where in a text the trouble is. Lines and columns are 1-based, columns count bytes; 0 is unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  // "file:line:column" with the parts that are known, or "".
  std::string ToString() const;
};

struct Error {
  Code code = Code::kInternal;
  std::string message;  // a sentence: what is wrong, where, and what to do
  Place place = {};
  bool retryable = false;
  std::string path =
      {};  // which part of a request, as its sender would name it: "actions[2].write.cells.ARR"

  // "file:line:column: message".
  std::string ToString() const;
};

// Holds a T or an Error. Asking for the wrong one throws std::logic_error: it is a bug of the caller.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return Check(), std::get<0>(state_); }
  const T& value() const& { return Check(), std::get<0>(state_); }
  T&& value() && { return Check(), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    if (ok()) throw std::logic_error("Result holds a value, not an error");
    return std::get<1>(state_);
  }

 private:
  void Check() const {
    if (!ok()) throw std::logic_error("Result holds an error: " + std::get<1>(state_).ToString());
  }
  std::variant<T, Error> state_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    if (ok()) throw std::logic_error("Result holds no error");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

inline Error Invalid(std::string message, Place place = {}) {
  return Error{Code::kInvalid, std::move(message), std::move(place)};
}
inline Error NotFound(std::string message) {
  return Error{Code::kNotFound, std::move(message)};
}

}  // namespace csip::base

// Hands an Error on to the caller: CSIP_RETURN_IF_ERROR(DoIt());
#define CSIP_RETURN_IF_ERROR(expr)                      \
  do {                                                  \
    if (auto csip_status = (expr); !csip_status.ok()) { \
      return csip_status.error();                       \
    }                                                   \
  } while (false)

#define CSIP_CONCAT_INNER(a, b) a##b
#define CSIP_CONCAT(a, b) CSIP_CONCAT_INNER(a, b)
// Declares a variable with the value, or hands the Error on: CSIP_ASSIGN_OR_RETURN(auto rows, ReadRows());
#define CSIP_ASSIGN_OR_RETURN(declaration, expr)        \
  auto CSIP_CONCAT(csip_result_, __LINE__) = (expr);    \
  if (!CSIP_CONCAT(csip_result_, __LINE__).ok()) {      \
    return CSIP_CONCAT(csip_result_, __LINE__).error(); \
  }                                                     \
  declaration = std::move(CSIP_CONCAT(csip_result_, __LINE__)).value()
