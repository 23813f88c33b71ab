// Log lines as JSON objects on standard error: one event, its fields, never a secret.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace csip::base {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };
using LogFields = std::initializer_list<std::pair<std::string_view, std::string>>;

// Least level that is written; kInfo at the start. Thread-safe, as is Log.
void SetLogLevel(LogLevel level);
void Log(LogLevel level, std::string_view event, LogFields fields = {});

}  // namespace csip::base
