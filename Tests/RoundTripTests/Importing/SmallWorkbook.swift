import MingzhangFormats

/// A workbook written by hand, cell by cell, with what real exports have: text numbers, merges, dates, formulas without results.
struct SmallWorkbook {
  enum Value {
    case text(String), number(String), date(String), formula(String, result: String?)
  }
  var name = "明细"
  var rows: [[Value?]]
  var merges: [String] = []

  func bytes() -> [UInt8] {
    var sheet =
      "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
    for (row, values) in rows.enumerated() {
      sheet += "<row r=\"\(row + 1)\">"
      for (column, value) in values.enumerated() {
        guard let value else { continue }
        let place = String(UnicodeScalar(UInt8(65 + column))) + String(row + 1)
        switch value {
        case .text(let words):
          sheet += "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(words)</t></is></c>"
        case .number(let digits): sheet += "<c r=\"\(place)\"><v>\(digits)</v></c>"
        case .date(let serial): sheet += "<c r=\"\(place)\" s=\"1\"><v>\(serial)</v></c>"
        case .formula(let words, let result):
          sheet += "<c r=\"\(place)\"><f>\(words)</f>\(result.map { "<v>\($0)</v>" } ?? "")</c>"
        }
      }
      sheet += "</row>"
    }
    sheet += "</sheetData>"
    if !merges.isEmpty {
      sheet += "<mergeCells>" + merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
    }
    sheet += "</worksheet>"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var archive = ZIPWriter()
    for (file, text) in [
      ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(relation)\"><sheets><sheet name=\"\(name)\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(relation)/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
      ),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
      ),
      ("xl/worksheets/sheet1.xml", sheet),
    ] { archive.add(file, Array(text.utf8)) }
    return archive.finished()
  }
}
