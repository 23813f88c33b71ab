// Drives a fuzz target where libFuzzer does not: every file of the folders given, and changed copies of each.
//
//   csip_<target>_fuzz [--mutants N] FILE-OR-FOLDER...
//
// The changes are the same every time. An input that breaks a property ends the process; which one is on stderr.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "base/fuzz.h"

namespace {

std::vector<std::filesystem::path> FilesIn(const std::filesystem::path& place) {
  if (!std::filesystem::is_directory(place)) return {place};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Try(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

// One change: a byte set, some bytes left out, some put in twice, or the end of another input put behind.
std::string Mutate(std::string bytes, const std::string& other, std::mt19937& random) {
  auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  for (size_t n = 1 + below(3); n > 0; --n) {
    size_t at = below(bytes.size() + 1);
    switch (below(4)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        bytes.erase(at, 1 + below(8));
        break;
      case 2:
        bytes.insert(at, bytes.substr(below(bytes.size() + 1), 1 + below(16)));
        break;
      default:
        bytes = bytes.substr(0, at) + other.substr(below(other.size() + 1));
        break;
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  size_t mutants = 0;
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--mutants" && i + 1 < argc) {
      mutants = std::strtoul(argv[++i], nullptr, 10);
    } else {
      auto found = FilesIn(argv[i]);
      files.insert(files.end(), found.begin(), found.end());
    }
  }
  std::vector<std::string> inputs;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  size_t tried = 0;
  for (size_t i = 0; i < inputs.size(); ++i) {
    std::fprintf(stderr, "%s\n", files[i].c_str());
    Try(inputs[i]);
    ++tried;
    std::mt19937 random(static_cast<uint32_t>(i));
    for (size_t m = 0; m < mutants; ++m, ++tried) {
      std::string mutant = Mutate(inputs[i], inputs[random() % inputs.size()], random);
      if (const char* keep = std::getenv("CSIP_FUZZ_LAST")) std::ofstream(keep, std::ios::binary) << mutant;
      Try(mutant);
    }
  }
  std::printf("%zu inputs\n", tried);
  return inputs.empty() ? 1 : 0;
}
