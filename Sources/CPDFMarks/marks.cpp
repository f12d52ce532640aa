// SPDX-License-Identifier: Apache-2.0
//
// Annotations of ISO 32000-1 §12.5: Highlight with an appearance of its own, so that every viewer and printer shows it
// the same; Text (a sticky note) where a finding has no box. Over libqpdf, which keeps what it does not know.
#include "pdfmarks.h"

#define POINTERHOLDER_TRANSITION 4  // std::shared_ptr, not the library's older pointer
#include <qpdf/JSON.hh>
#include <qpdf/Pl_StdioFile.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace {

struct Box {
  double x0, y0, x1, y1;
};

struct Note {
  int page = 0;
  std::vector<Box> boxes;
  double color[3] = {1, 0.85, 0.2};
  std::string text, subject, name;
};

struct BadNotes {};

double number(JSON value) {
  std::string text;
  if (!value.getNumber(text)) throw BadNotes{};
  return std::stod(text);
}

JSON member(JSON object, const char *key) {
  JSON out = JSON::makeNull();
  if (!object.forEachDictItem([&](const std::string &name, JSON value) {
        if (name == key) out = value;
      })) {
    throw BadNotes{};
  }
  return out;
}

std::string text(JSON object, const char *key) {
  std::string out;
  JSON value = member(object, key);
  if (!value.isNull() && !value.getString(out)) throw BadNotes{};
  return out;
}

std::vector<Note> notes(JSON list) {
  std::vector<Note> out;
  const bool isList = list.forEachArrayItem([&](JSON item) {
    Note note;
    note.page = static_cast<int>(number(member(item, "page")));
    note.text = text(item, "text");
    note.subject = text(item, "subject");
    note.name = text(item, "name");
    int index = 0;
    member(item, "color").forEachArrayItem([&](JSON part) {
      if (index < 3) note.color[index++] = std::clamp(number(part), 0.0, 1.0);
    });
    member(item, "boxes").forEachArrayItem([&](JSON entry) {
      std::vector<double> at;
      entry.forEachArrayItem([&](JSON part) { at.push_back(number(part)); });
      if (at.size() != 4) throw BadNotes{};
      note.boxes.push_back({std::min(at[0], at[2]), std::min(at[1], at[3]), std::max(at[0], at[2]), std::max(at[1], at[3])});
    });
    out.push_back(note);
  });
  if (!isList) throw BadNotes{};
  return out;
}

std::string real(double value) {
  char out[40];
  snprintf(out, sizeof out, "%.3f", value);
  return out;
}

// The page as it is displayed, and how its places map to the page's own coordinates.
class Display {
 public:
  explicit Display(QPDFPageObjectHelper page) {
    QPDFObjectHandle crop = page.getCropBox();
    const QPDFObjectHandle::Rectangle box =
        crop.isRectangle() ? crop.getArrayAsRectangle() : QPDFObjectHandle::Rectangle(0, 0, 612, 792);
    left = std::min(box.llx, box.urx);
    right = std::max(box.llx, box.urx);
    bottom = std::min(box.lly, box.ury);
    top = std::max(box.lly, box.ury);
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int turned = rotate.isInteger() ? static_cast<int>(rotate.getIntValue() % 360) : 0;
    rotation = (turned + 360) % 360 / 90 * 90;
  }

  double width() const { return rotation % 180 == 0 ? right - left : top - bottom; }
  double height() const { return rotation % 180 == 0 ? top - bottom : right - left; }

  // A box of the displayed page, in the page's coordinates: lower left first.
  Box inPage(const Box &box) const {
    const Box cut{std::clamp(box.x0, 0.0, width()), std::clamp(box.y0, 0.0, height()), std::clamp(box.x1, 0.0, width()),
                  std::clamp(box.y1, 0.0, height())};
    const auto a = point(cut.x0, cut.y0), b = point(cut.x1, cut.y1);
    return {std::min(a.first, b.first), std::min(a.second, b.second), std::max(a.first, b.first),
            std::max(a.second, b.second)};
  }

  // The corners of a displayed box in the order that viewers expect of quads: upper left, upper right, lower left, lower right.
  std::vector<double> quad(const Box &box) const {
    std::vector<double> out;
    for (const auto &[x, y] : {point(box.x0, box.y0), point(box.x1, box.y0), point(box.x0, box.y1), point(box.x1, box.y1)}) {
      out.push_back(x);
      out.push_back(y);
    }
    return out;
  }

 private:
  double left, bottom, right, top;
  int rotation;

  std::pair<double, double> point(double x, double y) const {
    switch (rotation) {
      case 90: return {left + y, bottom + x};
      case 180: return {right - x, bottom + y};
      case 270: return {right - y, top - x};
      default: return {left + x, top - y};
    }
  }
};

QPDFObjectHandle array(const std::vector<double> &values) {
  QPDFObjectHandle out = QPDFObjectHandle::newArray();
  for (double value : values) out.appendItem(QPDFObjectHandle::newReal(real(value)));
  return out;
}

// The look of a highlight: each box filled, multiplied with what is below it, and a line under it.
QPDFObjectHandle appearance(QPDF &pdf, const Box &rectangle, const std::vector<Box> &boxes, const double *color) {
  std::string content = "/G gs " + real(color[0]) + " " + real(color[1]) + " " + real(color[2]) + " rg\n";
  for (const Box &box : boxes) {
    content += real(box.x0) + " " + real(box.y0) + " " + real(box.x1 - box.x0) + " " + real(box.y1 - box.y0) + " re f\n";
  }
  QPDFObjectHandle form = QPDFObjectHandle::newStream(&pdf, content);
  QPDFObjectHandle dict = form.getDict();
  dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  dict.replaceKey("/BBox", array({rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1}));
  dict.replaceKey("/Resources", QPDFObjectHandle::parse("<< /ExtGState << /G << /Type /ExtGState /BM /Multiply /ca 0.4 >> >> >>"));
  dict.replaceKey("/Group", QPDFObjectHandle::parse("<< /Type /Group /S /Transparency >>"));
  return form;
}

// A sticky note drawn by ourselves: a small sheet with two lines.
QPDFObjectHandle sheet(QPDF &pdf, const Box &r, const double *color) {
  const double w = r.x1 - r.x0, h = r.y1 - r.y0;
  std::string content = real(color[0]) + " " + real(color[1]) + " " + real(color[2]) + " rg 0.3 G 0.7 w\n";
  content += real(r.x0 + 1) + " " + real(r.y0 + 1) + " " + real(w - 2) + " " + real(h - 2) + " re B\n";
  for (double at : {0.35, 0.65}) {
    content += real(r.x0 + w * 0.22) + " " + real(r.y0 + h * at) + " m " + real(r.x1 - w * 0.22) + " " +
               real(r.y0 + h * at) + " l S\n";
  }
  QPDFObjectHandle form = QPDFObjectHandle::newStream(&pdf, content);
  QPDFObjectHandle dict = form.getDict();
  dict.replaceKey("/Type", QPDFObjectHandle::newName("/XObject"));
  dict.replaceKey("/Subtype", QPDFObjectHandle::newName("/Form"));
  dict.replaceKey("/BBox", array({r.x0, r.y0, r.x1, r.y1}));
  return form;
}

struct Marker {
  QPDF &pdf;
  std::string author, date;

  QPDFObjectHandle annotation(const Note &note, const Box &rectangle) const {
    QPDFObjectHandle out = QPDFObjectHandle::newDictionary();
    out.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
    out.replaceKey("/Rect", array({rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1}));
    out.replaceKey("/Contents", QPDFObjectHandle::newUnicodeString(note.text));
    out.replaceKey("/T", QPDFObjectHandle::newUnicodeString(author));
    out.replaceKey("/F", QPDFObjectHandle::newInteger(4));  // print
    out.replaceKey("/C", array({note.color[0], note.color[1], note.color[2]}));
    if (!note.subject.empty()) out.replaceKey("/Subj", QPDFObjectHandle::newUnicodeString(note.subject));
    if (!note.name.empty()) out.replaceKey("/NM", QPDFObjectHandle::newUnicodeString(note.name));
    if (!date.empty()) {
      out.replaceKey("/M", QPDFObjectHandle::newString(date));
      out.replaceKey("/CreationDate", QPDFObjectHandle::newString(date));
    }
    return out;
  }

  QPDFObjectHandle highlight(const Note &note, const Display &display) const {
    std::vector<Box> boxes;
    std::vector<double> quads;
    Box all{1e30, 1e30, -1e30, -1e30};
    for (const Box &each : note.boxes) {
      const Box box = display.inPage(each);
      boxes.push_back(box);
      all = {std::min(all.x0, box.x0), std::min(all.y0, box.y0), std::max(all.x1, box.x1), std::max(all.y1, box.y1)};
      const auto corners = display.quad(each);
      quads.insert(quads.end(), corners.begin(), corners.end());
    }
    QPDFObjectHandle out = annotation(note, all);
    out.replaceKey("/Subtype", QPDFObjectHandle::newName("/Highlight"));
    out.replaceKey("/QuadPoints", array(quads));
    QPDFObjectHandle looks = QPDFObjectHandle::newDictionary();
    looks.replaceKey("/N", appearance(pdf, all, boxes, note.color));
    out.replaceKey("/AP", looks);
    return out;
  }

  // `place` counts the sticky notes of the page, so that none hides another.
  QPDFObjectHandle sticky(const Note &note, const Display &display, int place) const {
    const double size = 18, step = 24;
    const int columns = std::max(1, static_cast<int>((display.width() - 20) / step));
    const double x = 10 + step * (place % columns), y = 10 + step * (place / columns);
    const Box box = display.inPage({x, y, x + size, y + size});
    QPDFObjectHandle out = annotation(note, box);
    out.replaceKey("/Subtype", QPDFObjectHandle::newName("/Text"));
    out.replaceKey("/Name", QPDFObjectHandle::newName("/Note"));
    QPDFObjectHandle looks = QPDFObjectHandle::newDictionary();
    looks.replaceKey("/N", sheet(pdf, box, note.color));
    out.replaceKey("/AP", looks);
    return out;
  }
};

void addTo(QPDFObjectHandle page, QPDF &pdf, QPDFObjectHandle annotation) {
  QPDFObjectHandle object = pdf.makeIndirectObject(annotation);
  annotation.replaceKey("/P", page);
  QPDFObjectHandle list = page.getKey("/Annots");
  if (!list.isArray()) {
    list = QPDFObjectHandle::newArray();
    page.replaceKey("/Annots", list);
  }
  list.appendItem(object);
}

}  // namespace

mzmark_status mzmark_add(const void *bytes, size_t size, const char *noteBytes, size_t noteSize, FILE *out) {
  std::vector<Note> list;
  std::string author, date;
  try {
    JSON root = JSON::parse(std::string(noteBytes, noteSize));
    author = text(root, "author");
    date = text(root, "date");
    list = notes(member(root, "notes"));
  } catch (...) {
    return MZMARK_BAD_NOTES;
  }
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("input", static_cast<const char *>(bytes), size);
    // Also without an opening password: the owner has forbidden changes, and a copy would not keep that.
    if (pdf.isEncrypted()) return MZMARK_NOT_ALLOWED;
    const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
    const Marker marker{pdf, author, date};
    std::vector<int> stickies(pages.size(), 0);
    for (const Note &note : list) {
      if (note.page < 1 || static_cast<size_t>(note.page) > pages.size()) return MZMARK_BAD_NOTES;
      const size_t index = static_cast<size_t>(note.page) - 1;
      QPDFPageObjectHelper page = pages[index];
      const Display display(page);
      addTo(page.getObjectHandle(), pdf,
            note.boxes.empty() ? marker.sticky(note, display, stickies[index]++) : marker.highlight(note, display));
    }
    Pl_StdioFile sink("output", out);
    QPDFWriter writer(pdf);
    writer.setOutputPipeline(&sink);
    writer.setDeterministicID(true);
    writer.write();
    return MZMARK_OK;
  } catch (const QPDFExc &problem) {
    return problem.getErrorCode() == qpdf_e_password ? MZMARK_NOT_ALLOWED : MZMARK_DAMAGED;
  } catch (const std::exception &) {
    return MZMARK_DAMAGED;
  }
}
