import MingzhangModel

/// What a workbook holds that its reader does not see, or that was not saved with it; each is said once.
struct ExcelOddities {
  var hiddenSheets: [String] = []
  var truncatedSheets: [String] = []
  /// Cells in hidden rows and columns: read, since sums run over the rows and codes stand in the columns.
  var hiddenCells: [SpannedText] = []
  /// Formulas without a saved result.
  var unsaved: [SpannedText] = []

  var notices: [InputNotice] {
    var out: [InputNotice] = []
    func say(_ kind: InputNotice.Kind, _ chinese: String, _ english: String, _ samples: [SpannedText], _ count: Int) {
      guard count > 0 else { return }
      out.append(InputNotice(kind, Wording(chinese, english), samples: Array(samples.prefix(5)), count: count))
    }
    let hidden = hiddenSheets.prefix(8).joined(separator: "、")
    say(
      .invisibleText, "隐藏的工作表没有读：\(hidden)。", "Hidden sheets were not read: \(hidden).", [], hiddenSheets.count)
    let cut = truncatedSheets.prefix(8).joined(separator: "、")
    say(
      .needsReview, "工作表没有读全（过大或已损坏）：\(cut)。", "Sheets that were not read in full (too large, or damaged): \(cut).", [],
      truncatedSheets.count)
    say(
      .invisibleText, "隐藏的行、列里有内容，已一并读入；请确认是否要公开。",
      "Hidden rows and columns have content, which was read; check whether it is meant to be published.", hiddenCells,
      hiddenCells.count)
    say(
      .needsReview, "有的单元格只有公式，没有保存计算结果，读不出数。请用 Excel 或 WPS 打开、保存后再读。",
      "Some cells have a formula without a saved result. Open and save the file in Excel or WPS, then read it again.",
      unsaved,
      unsaved.count)
    return out
  }
}
