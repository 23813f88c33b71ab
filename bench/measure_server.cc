#include "bench/measure_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "access/tokens.h"
#include "bench/http_load.h"
#include "store/store.h"
#include "transfer/csv_reader.h"
#include "workspace/workspace.h"

namespace csip::bench {
namespace {

constexpr int kWriters = 64;
constexpr size_t kEdits = 20'000;
constexpr size_t kEditsOfOne = 500;

double Quantile(std::vector<double> values, double q) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<size_t>(q * static_cast<double>(values.size())))];
}

[[noreturn]] void Fail(const std::string& words) {
  fmt::print(stderr, "csip_bench: {}\n", words);
  std::exit(1);
}

std::string Encoded(const std::string& text) {
  std::string out;
  for (unsigned char c : text) {
    out += std::isalnum(c) != 0 || c == '_' || c == '-' ? std::string(1, static_cast<char>(c))
                                                        : fmt::format("%{:02X}", c);
  }
  return out;
}

class Requests {
 public:
  Requests(uint16_t port, std::string token) : port_(port), token_(std::move(token)) {}

  std::string Get(const std::string& path) const { return Head("GET", path) + "\r\n"; }
  std::string Put(const std::string& path, const std::string& body) const {
    return fmt::format("{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", Head("PUT", path),
                       body.size(), body);
  }

 private:
  std::string Head(const char* method, const std::string& path) const {
    return fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n", method, path,
                       port_, token_);
  }
  uint16_t port_;
  std::string token_;
};

std::vector<std::pair<std::string, std::string>> ReadEdits(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  transfer::CsvReader reader(text);
  std::vector<std::string_view> fields;
  std::vector<std::pair<std::string, std::string>> edits;
  for (bool head = true;; head = false) {
    auto more = reader.Next(&fields);
    if (!more.ok()) Fail(more.error().ToString());
    if (!*more) return edits;
    // An import takes the row number from the row id: MET-029715 is row i-29715.
    size_t digits = fields[0].find_last_not_of("0123456789") + 1;
    if (head || fields.size() < 3 || digits >= fields[0].size()) continue;
    edits.emplace_back(workspace::RowId(std::stoll(std::string(fields[0].substr(digits)))), fields[2]);
  }
}

// The pages people look at: every view of the blueprint, every table sorted by each of its columns, and some filters.
std::vector<std::string> Pages(const blueprint::Blueprint& blueprint) {
  std::vector<std::string> paths;
  for (const auto& table : blueprint.tables) {
    for (const auto& view : table.views) paths.push_back("/api/views/" + view.id + "/rows");
    std::string path = "/api/views/" + table.id + "/rows";
    paths.push_back(path);
    for (const auto& column : table.columns) {
      if (column.type->storage == value::Storage::kNone) continue;
      paths.push_back(path + "?sort=" + column.id);
      paths.push_back(path + "?sort=-" + column.id +
                      "&filter=" + Encoded(fmt::format("IsNotBlank([{}])", column.name)));
    }
  }
  return paths;
}

}  // namespace

void MeasureServer(const std::string& binary, const std::string& data, const std::string& edits_file,
                   const std::string& clock, base::JsonWriter* out) {
  auto edits = ReadEdits(edits_file);
  std::vector<std::string> pages;
  std::string token;
  {
    auto store = store::OpenSqlite({.folder = data, .create = false});
    if (!store.ok()) Fail(store.error().ToString());
    pages = Pages(*(*store)->blueprint());
    auto made = access::CreateToken(**store, "bench", access::Scope::kWrite, "", 0);
    if (!made.ok()) Fail(made.error().ToString());
    token = *made;
  }
  ServerProcess server(binary, data, clock);
  Requests requests(server.port(), token);
  auto check = [](const Load& load) {
    if (load.refused > 0) Fail("the server refused a request: " + load.first_refusal);
  };

  // One user, who waits for each page.
  Load views = Drive(server.port(), 1, 3 * pages.size(),
                     [&](size_t n) { return requests.Get(pages[n % pages.size()]); });
  check(views);
  out->Field("view_page_p50_ms", Quantile(views.latencies_ms, 0.5));
  out->Field("view_page_p99_ms", Quantile(views.latencies_ms, 0.99));

  // Every writer changes one metric after the other; values differ each time round, so that each edit is one.
  size_t salt = 0;
  auto edit = [&](size_t n) {
    const auto& [row, number] = edits[n % edits.size()];
    std::string body =
        fmt::format(R"({{"row":{{"cells":[{{"column":"Current_Value","value":{}}}]}}}})",
                    std::stod(number) + static_cast<double>((n + salt) / edits.size() % 7) / 8);
    return requests.Put("/apis/v1/docs/csip/tables/Platform_Health_Metrics/rows/" + row, body);
  };
  Load one = Drive(server.port(), 1, kEditsOfOne, edit);
  check(one);
  salt = 3 * edits.size();
  Load many = Drive(server.port(), kWriters, kEdits, edit);
  check(many);
  out->Field("durable_edits_per_s", many.per_second());
  out->Field("durable_p99_ms", Quantile(many.latencies_ms, 0.99));
  out->Field("durable_one_writer_per_s", one.per_second());
}

}  // namespace csip::bench
