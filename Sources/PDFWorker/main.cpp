// SPDX-License-Identifier: GPL-2.0-or-later
//
// mingzhang-pdf: reads one PDF from standard input (or a named file) and writes what its pages show to standard
// output. One document per process: a hostile file can harm nothing but this process, and its exit status says how.
//
//   mingzhang-pdf extract [--first N] [--last N] [limits] [FILE]     frames of pages, see README.md
//   mingzhang-pdf render --page N [--dpi D] [--gray 1] [limits] [FILE]   a PNG
//   mingzhang-pdf mark --notes NOTES.json [limits] [FILE]             the PDF with highlights and notes (pdfmarks.h)
//   mingzhang-pdf probe                                              can this machine read Chinese PDFs?
//
// limits: --cpu SECONDS --memory MEGABYTES --max-pages N. The password comes from --password or, unseen by other
// users of the machine, from the environment (MINGZHANG_PDF_PASSWORD).
#include "cpoppler.h"
#include "pdfmarks.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

namespace {

enum Exit { exitUsage = 64, exitTime = 20, exitMemory = 21, exitCrash = 22, exitOutput = 23, exitNoInput = 24 };

// Only async-signal-safe calls: the process is lost, its status is the message.
void onTime(int) { _exit(exitTime); }
void onAbort(int) { _exit(exitMemory); }
void onCrash(int) { _exit(exitCrash); }

void limitProcess(long cpuSeconds, long megabytes) {
  static char stack[65536];  // a stack overflow needs another stack to be reported on
  stack_t other{};
  other.ss_sp = stack;
  other.ss_size = sizeof stack;
  sigaltstack(&other, nullptr);
  const struct {
    int signal;
    void (*handler)(int);
  } handlers[] = {{SIGXCPU, onTime}, {SIGABRT, onAbort}, {SIGSEGV, onCrash}, {SIGBUS, onCrash}, {SIGFPE, onCrash},
                  {SIGILL, onCrash}};
  for (const auto &each : handlers) {
    struct sigaction action{};
    action.sa_handler = each.handler;
    action.sa_flags = SA_ONSTACK;
    sigaction(each.signal, &action, nullptr);
  }
  std::set_new_handler([] { _exit(exitMemory); });
  const auto cpu = static_cast<rlim_t>(cpuSeconds);
  const rlimit time{cpu, cpu + 2};
  setrlimit(RLIMIT_CPU, &time);
  const auto bytes = static_cast<rlim_t>(megabytes) << 20;
  const rlimit memory{bytes, bytes};
  setrlimit(RLIMIT_AS, &memory);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

struct Arguments {
  std::string command, file, password, notes;
  bool hasPassword = false;
  long first = 1, last = 0, page = 1, cpu = 60, memory = 1024, maxPages = 5000, gray = 0;
  double dpi = 96;
};

[[noreturn]] void usage() {
  fputs(
      "usage: mingzhang-pdf extract [--first N] [--last N] [--password P] [--cpu S] [--memory MB] [--max-pages N] [FILE]\n"
      "       mingzhang-pdf render --page N [--dpi D] [--gray 1] [--password P] [FILE]\n"
      "       mingzhang-pdf mark --notes NOTES.json [FILE]\n"
      "       mingzhang-pdf probe\n",
      stderr);
  exit(exitUsage);
}

Arguments parse(int count, char **words) {
  Arguments result;
  if (count < 2) usage();
  result.command = words[1];
  for (int i = 2; i < count; i++) {
    const std::string word = words[i];
    if (word.rfind("--", 0) != 0) {
      result.file = word;
      continue;
    }
    if (++i >= count) usage();
    const char *value = words[i];
    if (word == "--password") {
      result.password = value;
      result.hasPassword = true;
      continue;
    }
    if (word == "--notes") {
      result.notes = value;
      continue;
    }
    char *end = nullptr;
    const double number = strtod(value, &end);
    if (end == value || *end != 0 || !(number >= 0 && number <= 1e9)) usage();
    const long whole = static_cast<long>(number);
    if (word == "--first") result.first = whole;
    else if (word == "--last") result.last = whole;
    else if (word == "--page") result.page = whole;
    else if (word == "--cpu") result.cpu = whole;
    else if (word == "--memory") result.memory = whole;
    else if (word == "--max-pages") result.maxPages = whole;
    else if (word == "--gray") result.gray = whole;
    else if (word == "--dpi") result.dpi = number;
    else usage();
  }
  if (const char *secret = getenv("MINGZHANG_PDF_PASSWORD"); secret && !result.hasPassword) {
    result.password = secret;
    result.hasPassword = true;
  }
  return result;
}

struct Input {
  const void *bytes = "";
  size_t count = 0;
};

// A file is mapped, so that its size costs no memory; a pipe is read.
bool load(const std::string &name, Input &input, std::vector<char> &held) {
  const int file = name.empty() ? 0 : open(name.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about{};
  if (file < 0 || fstat(file, &about) != 0) return false;
  if (S_ISREG(about.st_mode)) {
    if (about.st_size == 0) return true;
    void *map = mmap(nullptr, static_cast<size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    if (map == MAP_FAILED) return false;
    input = Input{map, static_cast<size_t>(about.st_size)};
    return true;
  }
  char buffer[65536];
  for (;;) {
    const ssize_t got = read(file, buffer, sizeof buffer);
    if (got < 0) return false;
    if (got == 0) break;
    held.insert(held.end(), buffer, buffer + got);
  }
  input = Input{held.data(), held.size()};
  return true;
}

// Numbers little-endian, as on every machine this runs on.
class Frame {
 public:
  explicit Frame(char kind) { bytes.push_back(kind), bytes.resize(5); }
  template <typename T>
  void put(const T &value) {
    append(&value, sizeof value);
  }
  template <typename T>
  void put(const T *values, size_t count) {
    put(static_cast<uint32_t>(count));
    append(values, count * sizeof *values);
  }
  void text(const char *value) { put(value, strlen(value)); }

  void send() {
    const auto length = static_cast<uint32_t>(bytes.size() - 5);
    memcpy(&bytes[1], &length, 4);
    size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t wrote = write(1, bytes.data() + done, bytes.size() - done);
      if (wrote <= 0) _exit(exitOutput);
      done += static_cast<size_t>(wrote);
    }
  }

 private:
  std::vector<char> bytes;
  void append(const void *from, size_t count) {
    const char *start = static_cast<const char *>(from);
    if (count > 0) bytes.insert(bytes.end(), start, start + count);
  }
};

int extract(mzpdf_document *document, const Arguments &arguments) {
  const int count = mzpdf_page_count(document);
  Frame header('H');
  header.put(uint32_t{1});  // version of the frames
  header.put(static_cast<uint32_t>(count));
  header.text(mzpdf_engine());
  header.send();
  const long last = arguments.last == 0 ? count : std::min<long>(arguments.last, count);
  for (long number = std::max(1L, arguments.first); number <= last; number++) {
    mzpdf_page page;
    mzpdf_extract(document, static_cast<int>(number) - 1, &page);
    Frame frame('P');
    frame.put(static_cast<uint32_t>(number));
    frame.put(page.width);
    frame.put(page.height);
    frame.put(page.rotation);
    frame.put(page.flags);
    frame.put(page.glyphs, page.glyph_count);
    frame.put(page.lines, page.line_count);
    frame.put(page.images, page.image_count);
    frame.put(static_cast<uint32_t>(page.font_count));
    for (size_t i = 0; i < page.font_count; i++) frame.text(page.fonts[i]);
    frame.send();
  }
  Frame('Z').send();
  return 0;
}

}  // namespace

int main(int count, char **words) {
  const Arguments arguments = parse(count, words);
  if (arguments.command == "probe") {
    printf("{\"engine\":\"%s\",\"readsUnembeddedChinese\":%s}\n", mzpdf_engine(),
           mzpdf_reads_unembedded_chinese() ? "true" : "false");
    return 0;
  }
  if (arguments.command == "mark" && arguments.notes.empty()) usage();
  if (arguments.command != "extract" && arguments.command != "render" && arguments.command != "mark") usage();
  limitProcess(arguments.cpu, arguments.memory);
  signal(SIGPIPE, SIG_IGN);

  Input input;
  std::vector<char> held;
  if (!load(arguments.file, input, held)) return exitNoInput;
  if (arguments.command == "mark") {
    Input notes;
    std::vector<char> heldNotes;
    if (!load(arguments.notes, notes, heldNotes)) return exitNoInput;
    int result = mzmark_add(input.bytes, input.count, static_cast<const char *>(notes.bytes), notes.count, stdout);
    if (fflush(stdout) != 0) result = exitOutput;
    _exit(result);
  }
  // one page may take a quarter of the time: it is given cut short, and the others are still read
  const mzpdf_limits limits{static_cast<uint32_t>(arguments.maxPages), 300000, 200000, 20000,
                            static_cast<double>(arguments.cpu) / 4};
  mzpdf_document *document = nullptr;
  const mzpdf_status status = mzpdf_open(
      input.bytes, input.count, arguments.hasPassword ? arguments.password.c_str() : nullptr, &limits, &document);
  if (status != MZPDF_OK) return status;
  // The document is left to the end of the process: taking a damaged one apart is one more way to fail.
  int result = 0;
  if (arguments.command == "extract") {
    result = extract(document, arguments);
  } else {
    if (arguments.page < 1 || arguments.page > mzpdf_page_count(document)) return MZPDF_NO_PAGES;
    result = mzpdf_render_png(document, static_cast<int>(arguments.page) - 1, arguments.dpi, arguments.gray != 0, 40'000'000, stdout);
    if (fflush(stdout) != 0) result = exitOutput;
  }
  _exit(result);
}
